import { actName } from '@entraide/paper'
import { languages } from '@entraide/vocabulary'
import { expect, test } from 'vitest'
import { actNames } from '../src/steps/act-names.ts'

test('every act of the log has a name of its own on paper, in each language', () => {
  for (const language of languages) {
    const unnamed = actNames.filter(act => actName(act, language) === act)
    expect(unnamed, `without a name in ${language}`).toEqual([])
  }
  const english = actNames.map(act => actName(act, 'en'))
  for (const language of ['fr', 'nl', 'ar'] as const) {
    const same = actNames.filter((act, at) => actName(act, language) === english[at])
    expect(same, `not translated into ${language}`).toEqual([])
  }
})
