import type { HeldPerson, ProtectionView } from '@entraide/node/api'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ShieldAlert, ShieldPlus } from 'lucide-react'
import { useRef, useState } from 'react'
import { useMay } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty.tsx'
import { Forbidden, Page, Section } from '../parts/page.tsx'
import { standsOut } from '../parts/weighing.tsx'
import { Ranked } from '../persons/ranked.tsx'
import { ProtectForm } from '../protection/protect-form.tsx'
import { ProtectedPerson } from '../protection/protected-person.tsx'
import { ProtectionSearch } from '../protection/protection-search.tsx'
import '../style/custody.css'

/** Persons whom this node names to nobody: looked up, put under protection, and let go of by a legal adviser. */
export default function Protections() {
  const { t } = useLingui()
  return useMay('IDC', 'LEG') ? <Register /> : <Forbidden title={t`Protected persons`} />
}

/** What stands on the page: whom one asked for and who came up; or, with nobody asked for, who was just put under protection. */
type Shown = { readonly asked: HeldPerson | null; readonly rows: readonly ProtectionView[] }

function Register() {
  const { t } = useLingui()
  const [adding, setAdding] = useState(false)
  const [shown, setShown] = useState<Shown | null>(null)
  const results = useRef<HTMLHeadingElement>(null)
  const show = (asked: HeldPerson | null, rows: readonly ProtectionView[]) => {
    setShown({ asked, rows })
    requestAnimationFrame(() => results.current?.focus())
  }
  return (
    <Page
      title={t`Protected persons`}
      lead={<Trans>Persons whom this node names in no identification: applicants for asylum, minors, victims.</Trans>}
      acts={
        <Button aria-expanded={adding} onClick={() => setAdding(!adding)}>
          <ShieldPlus aria-hidden size={16} />
          <Trans>Protect a person</Trans>
        </Button>
      }
      aside={
        <Section title={<Trans>Who sees this</Trans>}>
          <ul className="stack small">
            <li>
              <Trans>Identification officers and legal advisers of this node look up and protect. Only a legal adviser ends a protection.</Trans>
            </li>
            <li>
              <Trans>Nobody can leaf through the register: one asks for a person, with a reason, and each look-up is logged.</Trans>
            </li>
            <li>
              <Trans>
                No other node is asked or told. A file about a protected person does not leave, under whatever spelling, and the partner never learns why.
              </Trans>
            </li>
          </ul>
        </Section>
      }
    >
      {adding ? (
        <ProtectForm
          onDone={kept => {
            setAdding(false)
            show(null, [kept])
          }}
          onCancel={() => setAdding(false)}
        />
      ) : null}
      <ProtectionSearch onFound={show} />
      {shown === null ? null : (
        <section className="stack" aria-label={t`What was found`}>
          <h2 ref={results} tabIndex={-1}>
            {shown.asked === null ? (
              <Trans>Under protection from now on</Trans>
            ) : (
              <Plural value={shown.rows.length} _0="Nobody found" one="# protected person may be meant" other="# protected persons may be meant" />
            )}
          </h2>
          {shown.rows.length === 0 ? (
            <EmptyState icon={ShieldAlert} title={t`Nobody here fits`}>
              <Trans>
                Try another spelling, the other script, or leave a doubtful date out. That nobody fits does not mean that the person needs no protection.
              </Trans>
            </EmptyState>
          ) : (
            <Ranked rows={shown.rows} keyOf={row => row.id} fits={row => row.comparison === null || standsOut(row.comparison)}>
              {row => (
                <ProtectedPerson
                  of={row}
                  asked={shown.asked}
                  onEnded={() => setShown(shown.asked === null ? null : { ...shown, rows: shown.rows.filter(other => other.id !== row.id) })}
                />
              )}
            </Ranked>
          )}
        </section>
      )}
    </Page>
  )
}
