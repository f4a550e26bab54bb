import { useLingui } from '@lingui/react/macro'
import { SelectFilter } from './filter.tsx'

/** Narrows a list to one partner. */
export function PartnerFilter({ value, onChange, partners }: { value: string; onChange: (partner: string) => void; partners: readonly string[] }) {
  const { t } = useLingui()
  return (
    <SelectFilter label={t`Partner`} value={value} onChange={onChange} choices={partners.map(node => ({ value: node, text: node }))} all={t`All partners`} />
  )
}
