import { Trans, useLingui } from '@lingui/react/macro'
import { keyList } from '../frame/key-list.ts'
import { Page, Section } from '../parts/page.tsx'

/** Every key there is, by where it works. */
export default function Keys() {
  const { t, i18n } = useLingui()
  return (
    <Page title={t`Keys`} lead={<Trans>Everything can be done without a mouse. Keys rest while you type; Tab and Enter work everywhere as usual.</Trans>}>
      {keyList.map(group => (
        <Section key={group.keys[0]?.keys} title={i18n._(group.where)}>
          <dl className="keys">
            {group.keys.map(key => (
              <div key={key.keys}>
                <dt>
                  {key.keys.split(' ').map(part => (
                    <kbd key={part}>{part}</kbd>
                  ))}
                </dt>
                <dd>{i18n._(key.says)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      ))}
    </Page>
  )
}
