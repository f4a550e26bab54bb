import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { languages } from '@entraide/vocabulary'
import { describe, expect, it } from 'vitest'
import { actName } from '../src/act-names.ts'
import { matterFacts } from '../src/matter-facts.ts'
import { stateName } from '../src/state-names.ts'
import { day, moment, shortMoment } from '../src/words.ts'

type Workflow = { readonly states: readonly { readonly id: string; readonly label: { readonly [language: string]: string } }[] }
const workflows = join(import.meta.dirname, '../../../spec/workflows')

describe('words on paper', () => {
  it('calls each state as the page of a machine that has it calls it', () => {
    // A notice's states are those of what is ordered, which no dossier is in.
    const files = readdirSync(workflows).filter(name => name.endsWith('.json') && name !== 'notice.json')
    expect(files.length).toBeGreaterThan(4)
    const named = files.flatMap(file => (JSON.parse(readFileSync(join(workflows, file), 'utf8')) as Workflow).states)
    for (const { id } of named)
      for (const language of languages) expect(named.filter(state => state.id === id).map(state => state.label[language])).toContain(stateName(id, language))
  })

  it('says in a line each step that a machine has, of an identification, a plan and a visit', () => {
    const matters = { IDA: 'identification', IDS: 'identification', PLN: 'plan', VIS: 'visit' } as const
    const texts = ['identification', 'plan', 'visit'].map(name => readFileSync(join(workflows, `${name}.json`), 'utf8')).join('')
    const steps = [...new Set([...texts.matchAll(/"(?:in|out):(IDA|IDS|PLN|VIS):([\w-]+)"/g)].map(([, kind, step]) => `${kind} ${step}`))]
    expect(steps.length).toBeGreaterThan(30)
    for (const each of steps) {
      const [kind, step] = each.split(' ') as [keyof typeof matters, string]
      for (const language of languages) expect(matterFacts({ matter: matters[kind], step }, language).length, `${each} in ${language}`).toBe(1)
    }
  })

  it('shows a code that it has no word for as the code', () => {
    expect(stateName('toString', 'fr')).toBe('toString')
    expect(actName('no-such-act', 'ar')).toBe('no-such-act')
  })

  it('tells a moment in the time of both capitals, and of each on its own day', () => {
    const capitals = [
      { name: 'Brussels', zone: 'Europe/Brussels' },
      { name: 'Rabat', zone: 'Africa/Casablanca' },
    ]
    expect(moment('2026-07-23T22:30:00.000Z', capitals, 'en')).toBe('24 July 2026, 00:30 Brussels, 23:30 Rabat')
    expect(moment('2026-11-24T10:05:00.000Z', [], 'nl')).toBe('24 november 2026, 10:05 UTC')
    expect(moment('2026-11-24T10:05:00.000Z', capitals, 'ar')).toContain('نونبر')
    expect(day('2026-11-24', 'fr')).toBe('24 novembre 2026')
    expect(shortMoment('2026-11-24T23:30:00.000Z', 'Europe/Brussels', 'fr')).toBe('25/11/2026 00:30')
  })
})
