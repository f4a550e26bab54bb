import type { Node } from '../capabilities.ts'
import type { DraftFields } from '../http/api.ts'
import type { Actor } from './access.ts'
import { checkFields } from './draft.ts'

type Clause = Pick<DraftFields, 'agreement' | 'clause'>

/**
 * The clause that a draft begins under where its author names none: of those that could carry it, the first whose agreement lets it be held
 * as long as it asks; where none does, the first of all, under which its author is told what is too long. Null: none could carry it.
 *
 * @param agreement - the hash of the only agreement to look in
 */
export async function firstClause(node: Node, actor: Extract<Actor, { kind: 'person' }>, fields: DraftFields, agreement?: string): Promise<Clause | null> {
  const { candidates } = await checkFields(node, actor, fields)
  const known = candidates.filter(each => agreement === undefined || each.agreement === agreement)
  const clauses = known.map(({ agreement: hash, clause }) => ({ agreement: hash as DraftFields['agreement'], clause }))
  for (const clause of clauses) {
    const { unmet } = await checkFields(node, actor, { ...fields, ...clause })
    if (!unmet.some(({ code }) => code === 'hold-too-long')) return clause
  }
  return clauses[0] ?? null
}
