import type { GuardView, Identification } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Signature } from 'lucide-react'
import { useState } from 'react'
import { useAct } from '../api/hooks.ts'
import { StateBadge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { TextArea, TickField } from '../parts/field.tsx'
import { Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { OfficerMark, Written } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { identificationActs } from './answers.ts'
import { guardStandings, guardWords } from './words.ts'

/** Where a guard stands on the page, for links to it. */
export const guardId = (guard: GuardView['guard']) => `guard-${guard}`

/** The ten guards one by one: what each asks, how it stands, who found it and when, and the second signature. Nothing of them leaves this node. */
export function Guards({ identification }: { identification: Identification }) {
  const { row, guards, steps } = identification
  // It is over: nothing is asked of them any more, and what was found is there for who looks for it.
  if (over.includes(row.state))
    return (
      <details className="sheet more" id="guards">
        <summary>
          <Trans>The ten guards, as they were found</Trans>
        </summary>
        <div className="details-body">
          <ul className="guards">
            {guards.map(guard => (
              <Guard key={guard.guard} guard={guard} id={row.dossier} mayFind={false} over />
            ))}
          </ul>
        </div>
      </details>
    )
  return (
    <Section id="guards" title={<Trans>The ten guards</Trans>}>
      <div className="stack">
        <p className="quiet small">
          <Trans>
            All ten must be green and at most 48 hours old when the file is handed over, released and delivered. What is found stays in this node; the partner
            sees neither a red guard nor that anything was checked.
          </Trans>
        </p>
        <ul className="guards">
          {guards.map(guard => (
            <Guard key={guard.guard} guard={guard} id={row.dossier} mayFind={steps.includes('find-guard')} />
          ))}
        </ul>
      </div>
    </Section>
  )
}

/** States in which nothing more leaves that a guard could stop. */
const over: readonly Identification['row']['state'][] = ['not-national', 'misidentified', 'returned', 'refused', 'withdrawn', 'closed']

function Guard({ guard, id, mayFind, over = false }: { guard: GuardView; id: string; mayFind: boolean; over?: boolean }) {
  const { t, i18n } = useLingui()
  const [finding, setFinding] = useState(false)
  const sign = useAct(identificationActs.sign, () => toast(t`Signed as the second person`))
  const words = guardWords[guard.guard]
  return (
    <li className={`guard ${guard.standing}`} id={guardId(guard.guard)}>
      <div className="guard-head">
        <h3>
          {i18n._(words.name)} <bdi className="code-mark">{guard.guard}</bdi>
        </h3>
        {over && guard.standing === 'stale' ? null : <StateBadge of={guardStandings[guard.standing]} />}
        <div className="page-acts">
          {guard.maySign ? (
            <Button look="main" busy={sign.busy} onClick={() => void sign.run(id)}>
              <Signature aria-hidden size={16} />
              <Trans>Sign as the second person</Trans>
            </Button>
          ) : null}
          {mayFind ? (
            <Button look="quiet" aria-expanded={finding} onClick={() => setFinding(!finding)}>
              {guard.standing === 'none' ? <Trans>Record a finding…</Trans> : <Trans>Record anew…</Trans>}
            </Button>
          ) : null}
        </div>
      </div>
      <p className="guard-asks">{i18n._(words.asks)}</p>
      {guard.by === null ? null : <FoundLine guard={guard} />}
      {guard.note === null || guard.note === '' ? null : <Written as="blockquote">{guard.note}</Written>}
      <Refusal of={sign.refused} />
      {finding ? <FindGuard guard={guard.guard} id={id} onDone={() => setFinding(false)} /> : null}
    </li>
  )
}

/** Who found it and when, who signed with them, and until when it counts. */
function FoundLine({ guard }: { guard: GuardView }) {
  return (
    <p className="quiet small">
      <Trans>
        Found by <OfficerMark of={guard.by ?? { office: '', serviceNumber: '' }} />, <Moment at={guard.foundAt ?? ''} />
      </Trans>
      {guard.second === null ? null : (
        <>
          {' · '}
          <Trans>
            signed with <OfficerMark of={guard.second} />
          </Trans>
        </>
      )}
      {guard.freshUntil === null || guard.standing === 'stale' || guard.standing === 'red' ? null : (
        <>
          {' · '}
          <Trans>
            counts until <Moment at={guard.freshUntil} />
          </Trans>
        </>
      )}
    </p>
  )
}

/** Guards on which a red finding can put the person under protection here. */
const protecting: readonly GuardView['guard'][] = ['ASY', 'MIN', 'THB']

/** Writes down what was found. Red needs a reason, and blocks the file here; if it has left, a pause that tells no reason is written. */
function FindGuard({ guard, id, onDone }: { guard: GuardView['guard']; id: string; onDone: () => void }) {
  const { t } = useLingui()
  const [note, setNote] = useState('')
  const [protect, setProtect] = useState(protecting.includes(guard))
  const find = useAct(identificationActs.findGuard, (answer, _id, finding) => {
    const red = answer.row.thread === null ? t`Recorded as red: nothing leaves` : t`Recorded as red: a pause is written and waits for the second person`
    toast(finding.state === 'green' ? t`Recorded as green` : red)
    onDone()
  })
  const say = (state: 'green' | 'red') =>
    void find.run(id, { guard, state, note: note.trim(), protect: state === 'red' && protecting.includes(guard) && protect })
  return (
    <div className="stack inset">
      <TextArea
        label={<Trans>On what it rests</Trans>}
        hint={
          guard === 'ART3' ? (
            <Trans>Kept sealed in this node, for its own eyes. This assessment is a written one: where it stands, and what it comes to.</Trans>
          ) : (
            <Trans>Kept sealed in this node, for its own eyes. A red guard needs it.</Trans>
          )
        }
        value={note}
        onChange={setNote}
        rows={2}
        maxLength={2_000}
      />
      {protecting.includes(guard) ? (
        <TickField
          label={<Trans>If red: put the person under the protection of this node, so that no other file about the same person leaves either</Trans>}
          value={protect}
          onChange={setProtect}
        />
      ) : null}
      <Refusal of={find.refused} />
      <div className="page-acts">
        <Button look="main" busy={find.busy} disabled={guard === 'ART3' && note.trim().length < 3} onClick={() => say('green')}>
          <Trans>Green: nothing stands in the way</Trans>
        </Button>
        <Button look="grave" busy={find.busy} disabled={note.trim().length < 3} onClick={() => say('red')}>
          <Trans>Red: it must not leave</Trans>
        </Button>
        <Button look="quiet" onClick={onDone}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </div>
  )
}

/** The guards at a glance, each a link to its place: what keeps the file here, without scrolling. */
export function GuardsGlance({ guards }: { guards: readonly GuardView[] }) {
  const { t, i18n } = useLingui()
  if (guards.length === 0) return null
  const green = guards.filter(guard => guard.standing === 'green').length
  const all = guards.length
  return (
    <section className={green === all ? 'basis permitted' : 'basis none'} aria-label={t`The ten guards at a glance`}>
      <h2>
        <Trans>
          Guards: {green} of {all} green
        </Trans>
      </h2>
      <ul className="guards-glance">
        {guards.map(guard => (
          <li key={guard.guard}>
            <a className={`guard-dot ${guardStandings[guard.standing].tone}`} href={`#${guardId(guard.guard)}`}>
              <span className="guard-dot-name">{i18n._(guardWords[guard.guard].name)}</span>
              <span className="guard-dot-standing">{i18n._(guardStandings[guard.standing].short)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
