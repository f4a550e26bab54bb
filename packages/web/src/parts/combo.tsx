import { Trans, useLingui } from '@lingui/react/macro'
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, ComboBox, FieldError, I18nProvider, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import { type Language, localeOf } from '../words/languages.ts'
import type { FieldProps } from './field.tsx'

/** One thing to choose: found by its text, shown as `shown` where the text alone is too bare. */
export type ComboItem<Id extends string> = { readonly id: Id; readonly text: string; readonly shown?: ReactNode }

/**
 * One of many, found by typing any part of its text. Without `onType` the list is whole and narrowed here; with it, whoever gives the
 * list narrows it, hearing what is typed.
 */
export function Combo<Id extends string>({
  items,
  value,
  onChange,
  onType,
  dir = 'auto',
  none,
  id,
  label,
  hint,
  error,
  optional = false,
}: FieldProps & {
  items: readonly ComboItem<Id>[]
  value: Id | null
  onChange: (id: Id | null) => void
  onType?: (text: string) => void
  dir?: 'auto' | 'ltr'
  /** What is said when nothing fits. */
  none?: string
}) {
  const { t, i18n } = useLingui()
  return (
    <I18nProvider locale={localeOf[i18n.locale as Language]}>
      {/* The key lets the words follow when the language changes. */}
      <ComboBox
        key={i18n.locale}
        className={error === undefined ? 'field combo' : 'field combo erring'}
        {...(onType === undefined ? { defaultItems: items } : { items, onInputChange: onType })}
        selectedKey={value}
        onSelectionChange={key => onChange(key as Id | null)}
        isInvalid={error !== undefined}
        menuTrigger="focus"
        allowsEmptyCollection
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
          <Input {...(id === undefined ? {} : { id })} className="control full" dir={dir} placeholder={t`Type to find…`} />
          <Button className="combo-button">
            <ChevronDown aria-hidden size={16} />
          </Button>
        </div>
        <Popover className="popover combo-popover">
          <ListBox className="combo-list" renderEmptyState={() => <p className="quiet combo-none">{none ?? t`Nothing found`}</p>}>
            {(item: ComboItem<Id>) => (
              <ListBoxItem id={item.id} className="menu-item" textValue={item.text}>
                {item.shown ?? item.text}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </I18nProvider>
  )
}
