import type { CodeOf, SchemeId } from '@entraide/vocabulary'
import { Trans, useLingui } from '@lingui/react/macro'
import { ChevronDown } from 'lucide-react'
import { Button, ComboBox, FieldError, I18nProvider, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import { type Language, localeOf } from '../words/languages.ts'
import { codes, word } from '../words/vocabulary.ts'
import type { FieldProps } from './field.tsx'

/** One code of a long scheme, found by typing any part of its words or its code. */
export function CodeCombo<S extends SchemeId>({
  scheme,
  value,
  onChange,
  id,
  label,
  hint,
  error,
  optional = false,
}: FieldProps & { scheme: S; value: CodeOf<S> | null; onChange: (code: CodeOf<S> | null) => void }) {
  const { t, i18n } = useLingui()
  const all = codes(scheme)
    .map(code => ({ id: code, text: `${word(scheme, code)} (${code})` }))
    .sort((a, b) => a.text.localeCompare(b.text, i18n.locale))
  return (
    <I18nProvider locale={localeOf[i18n.locale as Language]}>
      {/* The key lets the words follow when the language changes. */}
      <ComboBox
        key={i18n.locale}
        className={error === undefined ? 'field combo' : 'field combo erring'}
        defaultItems={all}
        selectedKey={value}
        onSelectionChange={key => onChange(key as CodeOf<S> | null)}
        isInvalid={error !== undefined}
        menuTrigger="focus"
      >
        <Label>
          {label}
          {optional ? (
            <span className="quiet">
              {' '}
              <Trans>(optional)</Trans>
            </span>
          ) : null}
        </Label>
        {hint === undefined ? null : (
          <Text slot="description" className="hint">
            {hint}
          </Text>
        )}
        <FieldError className="error">{error}</FieldError>
        <div className="combo-control">
          <Input {...(id === undefined ? {} : { id })} className="control full" dir="auto" placeholder={t`Type to find…`} />
          <Button className="combo-button">
            <ChevronDown aria-hidden size={16} />
          </Button>
        </div>
        <Popover className="popover combo-popover">
          <ListBox className="combo-list" renderEmptyState={() => <p className="quiet combo-none">{t`Nothing found`}</p>}>
            {(item: { id: CodeOf<S>; text: string }) => (
              <ListBoxItem id={item.id} className="menu-item" textValue={item.text}>
                {word(scheme, item.id)} <bdi className="code-mark">{item.id}</bdi>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </I18nProvider>
  )
}
