import type { PaperCheck } from '@entraide/node/api'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Paperclip } from 'lucide-react'
import { useState } from 'react'
import { useAct } from '../api/hooks.ts'
import { StateBadge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Digest, Mark } from '../parts/text.tsx'
import type { Said } from '../words/states.ts'
import { longDate, size } from '../words/time.ts'
import { type VisitRecord, visitActs } from './answers.ts'

const same: Said = { says: msg`The paper here is the one that was handed over`, tone: 'good' }
const other: Said = { says: msg`The paper here is another one than was handed over`, tone: 'late' }

/** The papers that changed hands, each with the digest its message names; a paper that is here can be held against it. */
export function Papers({ dossier, of }: { dossier: string; of: VisitRecord['papers'] }) {
  return (
    <ul className="visit-items">
      {of.map(paper => (
        <Paper key={paper.message} dossier={dossier} paper={paper} />
      ))}
    </ul>
  )
}

function Paper({ dossier, paper }: { dossier: string; paper: VisitRecord['papers'][number] }) {
  const { t } = useLingui()
  const [found, setFound] = useState<PaperCheck | null>(null)
  const check = useAct(visitActs.checkPaper, setFound)
  return (
    <li>
      <p className="visit-item-head">
        <strong>
          <bdi>{paper.title}</bdi>
        </strong>
        <span className="quiet small">
          <Mark>{paper.by}</Mark> · {longDate(paper.handedOn)}
          {paper.agenda === null ? null : (
            <>
              {' · '}
              <Mark>{paper.agenda}</Mark>
            </>
          )}
        </span>
      </p>
      {paper.attachment === null ? null : (
        <p className="visit-item-head">
          <Paperclip aria-hidden size={16} />
          <a href={`/v1/messages/${paper.message}/attachments/${paper.attachment.id}`} download>
            <bdi>{paper.attachment.name}</bdi>
          </a>
          <span className="quiet small">{size(paper.attachment.bytes)}</span>
        </p>
      )}
      <p className="small">
        <Trans>
          SHA-256 <Digest of={paper.digest} />
        </Trans>
      </p>
      {paper.attachment === null ? null : (
        <div>
          <Button busy={check.busy} onClick={() => void check.run(dossier, paper.message)} aria-label={t`Check against its digest: ${paper.title}`}>
            <Trans>Check against its digest</Trans>
          </Button>
        </div>
      )}
      <Refusal of={check.refused} />
      <div role="status">{found === null ? null : <StateBadge of={found.same ? same : other} />}</div>
    </li>
  )
}
