import { Trans, useLingui } from '@lingui/react/macro'
import { useGet } from '../api/hooks.ts'
import { caseRoles } from '../frame/roles.ts'
import { useMay } from '../frame/session.tsx'
import { obligationReads } from '../obligation/answers.ts'
import { ObligationCard } from '../obligation/card.tsx'
import { ButtonLink } from '../parts/button.tsx'
import { Loading } from '../parts/empty.tsx'
import { Page } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Mark } from '../parts/text.tsx'
import '../style/custody.css'

/** One correction, erasure or restriction, on a page of its own: no content, so that nothing has to be opened to see where it stands. */
export default function Obligation({ id = '' }: { id?: string }) {
  const { t } = useLingui()
  const mayCase = useMay(...caseRoles)
  const one = useGet(obligationReads.one(id), { everySeconds: 30 })
  if (one.data === undefined)
    return (
      <Page title={t`Obligation`}>
        <Refusal of={one.refused} />
        {one.waiting ? <Loading /> : null}
      </Page>
    )
  return (
    <Page
      title={one.data.ourReference}
      lead={<Mark>{one.data.partner}</Mark>}
      acts={mayCase ? <ButtonLink to={`/threads/${one.data.dossier}`}>{t`Open the dossier`}</ButtonLink> : null}
    >
      <section className="sheet">
        <ObligationCard of={one.data} place="page" />
      </section>
      <p className="quiet small">
        <Trans>Only whoever sent a message may order about it. What is ordered, answered and proven is signed by both sides.</Trans>
      </p>
    </Page>
  )
}
