import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Substitutions } from '../desk/substitutions.tsx'
import { roleTasks } from '../frame/role-tasks.ts'
import { useSession } from '../frame/session.tsx'
import { Moment } from '../parts/clock.tsx'
import { TickField } from '../parts/field.tsx'
import { Link } from '../parts/link.tsx'
import { Page, Section } from '../parts/page.tsx'
import { Mark } from '../parts/text.tsx'
import { keepPreference, keptPreference } from '../words/preferences.ts'
import { word } from '../words/vocabulary.ts'

/** What an officer may set for herself, and what the node knows of her. */
export default function Settings() {
  const { t, i18n } = useLingui()
  const { account, node, expiresAt } = useSession()
  const [keys, setKeys] = useState(keptPreference('keys') !== 'off')
  return (
    <Page title={t`Settings`}>
      <Section title={<Trans>Your account</Trans>}>
        <dl className="facts-list">
          <dt>
            <Trans>Office and service number</Trans>
          </dt>
          <dd>
            <bdi>{account.office}</bdi> <Mark>{account.serviceNumber}</Mark>
          </dd>
          <dt>
            <Trans>Roles</Trans>
          </dt>
          <dd>
            <ul className="plain-list">
              {account.roles.map(role => (
                <li key={role}>
                  <strong>{word('role', role)}</strong> <span className="quiet">{i18n._(roleTasks[role])}</span>
                </li>
              ))}
            </ul>
          </dd>
          <dt>
            <Trans>Node</Trans>
          </dt>
          <dd>
            <bdi>{node.name}</bdi> <Mark>{node.id}</Mark> <span className="quiet">{word('legalRegime', node.regime)}</span>
          </dd>
          <dt>
            <Trans>Session ends</Trans>
          </dt>
          <dd>
            <Moment at={expiresAt} />
          </dd>
        </dl>
      </Section>
      <Substitutions />
      <Section title={<Trans>On this device</Trans>}>
        <TickField
          label={<Trans>Keys without modifier (j, k, o, a, n, z, /, ?)</Trans>}
          hint={<Trans>Switch them off if they get in the way of a screen reader or of voice input.</Trans>}
          value={keys}
          onChange={on => {
            keepPreference('keys', on ? 'on' : 'off')
            setKeys(on)
          }}
        />
        <p>
          <Link to="/keys">
            <Trans>All keys</Trans>
          </Link>
        </p>
        <p className="quiet small">
          <Trans>Language and appearance are chosen at the top of every page and kept on this device. Nothing about a case is kept here.</Trans>
        </p>
      </Section>
    </Page>
  )
}
