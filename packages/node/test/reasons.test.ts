import { expect, test } from 'vitest'
import { Because, ClosedReading, HoldDecision, IdentificationOutcome, IdentificationStep, NewProtection, Opening, Reason, SendBack } from '../src/http/api.ts'

const nothing = ['', '   ', '...', '\t \t', '\u200b\u200b\u200b', '\u2800\u2800\u2800', '– – –']
const asked = {
  'opening a dossier': (reason: string) => Opening.safeParse({ reason }),
  'reading what is closed': (reason: string) => ClosedReading.safeParse({ reason }),
  'ending a protection': (reason: string) => Because.safeParse({ reason }),
  'putting under protection': (reason: string) => NewProtection.safeParse({ person: { names: ['Personne Fictive'] }, ground: 'ASYL', reason, dossier: null }),
  'a pause': (reason: string) => IdentificationStep.safeParse({ step: 'pause', reason }),
  'an outcome': (reason: string) => IdentificationOutcome.safeParse({ outcome: 'NOM', reason, match: null }),
  'an erasure': (reason: string) => HoldDecision.safeParse({ decides: 'erase', reason }),
  'sending back a draft': (reason: string) => SendBack.safeParse({ reason }),
  'a freeze': (reason: string) => Reason.safeParse({ reason }),
}

for (const [what, given] of Object.entries(asked))
  test(`${what} takes a reason in words: blanks, dots and what nobody sees are none`, () => {
    for (const reason of nothing) expect([reason, given(reason).success]).toEqual([reason, false])
    for (const reason of ['Suivi du dossier', 'متابعة الملف', 'TAN 2026']) expect(given(reason).success).toBe(true)
  })
