import type { CodeOf, SchemeId } from '@entraide/vocabulary'
import { useLingui } from '@lingui/react'
import { codes, word } from '../words/vocabulary.ts'
import { Combo } from './combo.tsx'
import type { FieldProps } from './field.tsx'

/** One code of a long scheme, found by typing any part of its words or its code. */
export function CodeCombo<S extends SchemeId>({
  scheme,
  ...rest
}: FieldProps & { scheme: S; value: CodeOf<S> | null; onChange: (code: CodeOf<S> | null) => void }) {
  const { i18n } = useLingui()
  const items = codes(scheme)
    .map(code => ({
      id: code,
      text: `${word(scheme, code)} (${code})`,
      shown: (
        <>
          {word(scheme, code)} <bdi className="code-mark">{code}</bdi>
        </>
      ),
    }))
    .sort((a, b) => a.text.localeCompare(b.text, i18n.locale))
  return <Combo {...rest} items={items} />
}
