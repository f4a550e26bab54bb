import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** How a name was read where it was not plain. Source: spec/identity.md */
export const flagNames: { readonly [flag: string]: MessageDescriptor } = {
  'invisible-characters-removed': msg`The name held invisible characters; it was read without them.`,
  'direction-marks-removed': msg`The name held marks that turn the direction of writing; it was read without them.`,
  'look-alike-letters-replaced': msg`The name held letters of another script that look like Latin ones; they were read as Latin.`,
  'mixed-scripts': msg`One word of the name mixes two scripts.`,
  'symbols-removed': msg`The name held signs that are no letters; it was read without them.`,
  'digits-removed': msg`The name held digits; it was read without them.`,
  'unreadable-script': msg`A part of the name stands in a script that cannot be compared here.`,
}
