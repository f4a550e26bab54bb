import type { Dossier } from '@entraide/node/api'
import { at } from '../api/answers.ts'
import { PrintPaper } from '../parts/print-paper.tsx'

/** The dossier on paper, once something of it left or arrived. */
export function PrintDossier({ dossier: { row, messages } }: { dossier: Dossier }) {
  if (messages.length === 0) return null
  return <PrintPaper path={at`/v1/threads/${row.dossier}/paper`} changes={[at`/v1/threads/${row.dossier}`]} />
}
