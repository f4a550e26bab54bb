import { type Language, label, languages } from '@entraide/vocabulary'
import { describe, expect, it } from 'vitest'
import { balancePaper } from '../src/balance.ts'
import { dossierPaper } from '../src/dossier.ts'
import { matterFacts } from '../src/matter-facts.ts'
import { minutesPaper } from '../src/minutes.ts'
import type { Paper } from '../src/paper.ts'
import { readPdf, said, seenLines } from '../src/read-back.ts'
import { renderPaper } from '../src/render.ts'
import { day, percent } from '../src/words.ts'
import { balance, dossier, identification, longDossier, minutes } from './sample.ts'

const papers: { readonly [name: string]: (language: Language) => Paper } = {
  dossier: language => dossierPaper(dossier(60), language),
  identification: language => dossierPaper(identification(), language),
  minutes: language => minutesPaper(minutes(), language),
  balance: language => balancePaper(balance(), language),
}
const pageOf: { readonly [language in Language]: (page: number, of: number) => string } = {
  en: (page, of) => `Page ${page} of ${of}`,
  fr: (page, of) => `Page ${page} sur ${of}`,
  nl: (page, of) => `Pagina ${page} van ${of}`,
  ar: (page, of) => `صفحة ${page} من ${of}`,
}
const every = languages.flatMap(language => Object.keys(papers).map(name => ({ language, name })))

describe('every paper in every language', () => {
  it.each(every)('$name in $language bears its frame on each page', async ({ name, language }) => {
    const paper = (papers[name] as (language: Language) => Paper)(language)
    const bytes = await renderPaper(paper)
    const { pages, runs } = readPdf(bytes)
    expect(pages).toBeGreaterThan(1)
    // Made and changed at the instant of the paper, not of the machine.
    expect(
      Buffer.from(bytes)
        .toString('latin1')
        .match(/\(D:\d+Z\)/g),
    ).toEqual(['(D:20261124100500Z)', '(D:20261124100500Z)'])
    for (let page = 1; page <= pages; page++) {
      const seen = seenLines(runs, page).map(line => said(line))
      const has = (text: string) =>
        expect(
          seen.some(line => line.includes(text)),
          `${text} on page ${page} of ${seen.join('\n')}`,
        ).toBe(true)
      has(pageOf[language](page, pages))
      has(paper.reference)
      has(label('classification', paper.classification, language))
      for (const code of paper.handling) has(`${code} `)
      for (const proof of paper.proofs) has(proof.digest.slice(0, 16))
      has('Stups Anvers BE-4471')
      // The watermark: by whom and when, three times across.
      expect(runs.filter(run => run.page === page && run.text === 'Stups Anvers BE-4471 · 2026-11-24 10:05 UTC')).toHaveLength(3)
    }
  })

  it('keeps its text inside the page, and the matter clear of head and foot', async () => {
    for (const { name, language } of every.filter(each => each.language !== 'nl')) {
      const { runs, pages } = readPdf(await renderPaper((papers[name] as (language: Language) => Paper)(language)))
      for (let page = 1; page <= pages; page++) {
        const upright = runs.filter(run => run.page === page && !run.text.endsWith(' UTC'))
        expect(upright.every(run => run.x >= 40 && run.x <= 555 && run.y >= 20 && run.y <= 825)).toBe(true)
        // Between the frame's lines and the matter nothing is set on the same baseline: 842 points high, 74 of them the foot's.
        expect(upright.some(run => run.y > 62 && run.y < 72)).toBe(false)
      }
    }
  })

  it('says which of two numbers is whose before the first two stand, and the first of a month as French does', () => {
    const blocks = balancePaper({ ...balance(), theirsAt: '2026-09-24T15:00:00.000Z' }, 'fr').blocks
    const legend = blocks.findIndex(block => block.kind === 'text' && block.text.startsWith('Là où figurent deux nombres'))
    expect(legend).toBeGreaterThan(0)
    expect(legend).toBeLessThan(blocks.findIndex(block => block.kind === 'bars'))
    expect([day('2025-01-01', 'fr'), day('2025-01-11', 'fr'), day('2025-01-01', 'nl')]).toEqual(['1er janvier 2025', '11 janvier 2025', '1 januari 2025'])
    expect([percent(80, 'fr'), percent(80, 'ar')]).toEqual(['80 %', '80%'])
  })

  it('gives the same octets for the same paper, whatever was printed before it', async () => {
    const first = await renderPaper(minutesPaper(minutes(), 'ar'))
    await renderPaper(dossierPaper(dossier(3), 'fr'))
    await renderPaper(balancePaper(balance(), 'ar'))
    expect(Buffer.from(await renderPaper(minutesPaper(minutes(), 'ar'))).equals(Buffer.from(first))).toBe(true)
    const [one, other] = await Promise.all([renderPaper(minutesPaper(minutes(), 'ar')), renderPaper(minutesPaper(minutes(), 'fr'))])
    expect(Buffer.from(one).equals(Buffer.from(first))).toBe(true)
    expect(Buffer.from(other).equals(Buffer.from(first))).toBe(false)
  })

  it('of four times the statements costs four times the work, counted by what is copied while it is set', async () => {
    const copiesFor = async (statements: number) => {
      const paper = dossierPaper(longDossier(statements), 'fr')
      const { assign } = Object
      let copies = 0
      Object.assign = (...all: Parameters<typeof assign>) => {
        copies++
        return assign(...all)
      }
      try {
        await renderPaper(paper)
      } finally {
        Object.assign = assign
      }
      return copies
    }
    const [few, many] = [await copiesFor(75), await copiesFor(300)]
    expect(few).toBeGreaterThan(10_000)
    // Four times as many. Set in one go, it was nine times the work.
    expect(many / few).toBeLessThan(5)
  })

  it.each([
    ['en', 'Received from: FR FR-DCPJ', 'To be told at once: DCPJ'],
    ['fr', 'Reçu de: FR FR-DCPJ', 'À informer sans délai: DCPJ'],
    ['nl', 'Ontvangen van: FR FR-DCPJ', 'Meteen in te lichten: DCPJ'],
    ['ar', 'وردت من: FR FR-DCPJ', 'تخبر فورا: DCPJ'],
  ] as const)('a statement of a third service in %s says whose it is, and who is to be told', (language, from, told) => {
    const texts = dossierPaper(dossier(), language).blocks.flatMap(block => (block.kind === 'table' ? block.rows.flat() : []))
    const statement = texts.find(text => text.includes('19/11/2026'))
    expect(statement?.split('\n')).toEqual(expect.arrayContaining([from, told]))
  })

  it.each(['fr', 'ar'] as const)(
    'a table over many pages in %s has its head and as many rows on each as there is room for, and each row once',
    async language => {
      const paper = dossierPaper(longDossier(120), language)
      const { runs, pages } = readPdf(await renderPaper(paper))
      expect(pages).toBeGreaterThan(8)
      const numbers = runs.flatMap(({ text }) => /^Exemple (\d+)$/.exec(text)?.[1] ?? [])
      expect(numbers).toEqual(Array.from({ length: 120 }, (_, at) => String(at)))
      const heads = paper.blocks.flatMap(block => (block.kind === 'table' ? block.columns.map(column => column.title) : []))
      const rows = runs.filter(({ text }) => /^Exemple \d+$/.test(text))
      const tallest = Math.max(...rows.slice(1).map((run, at) => (rows[at]?.page === run.page ? (rows[at]?.y ?? 0) - run.y : 0)))
      for (let page = 1; rows.some(run => run.page === page + 1); page++) {
        const matter = runs.filter(run => run.page === page && run.y > 74 && !run.text.endsWith(' UTC'))
        // Between the row of the last line (8 points below it) and the foot, 74 points high, another row would not have gone.
        expect(Math.min(...matter.map(run => run.y)), `page ${page}`).toBeLessThan(74 + 8 + tallest)
        if (page === 1) continue
        const seen = seenLines(runs, page).map(line => said(line))
        expect(
          heads.some(title => seen.some(line => line.includes(title))),
          `page ${page}`,
        ).toBe(true)
      }
    },
  )

  it.each(['fr', 'ar'] as const)('a heading in %s stands with the beginning of a table that runs over pages, wherever the page ends', async language => {
    for (const acts of [60, 63, 66, 69]) {
      const { runs, pages } = readPdf(await renderPaper(dossierPaper(dossier(acts), language)))
      for (let page = 1; page < pages; page++) {
        const matter = runs.filter(run => run.page === page && run.y > 74 && !run.text.endsWith(' UTC'))
        // A sheet is 842 points high: a page that goes on is full.
        expect(Math.min(...matter.map(run => run.y)), `page ${page} with ${acts} acts`).toBeLessThan(160)
      }
    }
  })

  it('embeds four fonts at most, so that a paper stays small', async () => {
    const bytes = await renderPaper(papers.dossier?.('ar') as Paper)
    expect(
      Buffer.from(bytes)
        .toString('latin1')
        .match(/\/Type \/FontDescriptor/g)?.length,
    ).toBeLessThanOrEqual(4)
    expect(bytes.length).toBeLessThan(120_000)
  })
})

describe('the dossier', () => {
  it('leaves out what may come of ill-treatment and says that it did', async () => {
    const paper = dossierPaper(dossier(3), 'en')
    expect(JSON.stringify(paper)).not.toContain('never shown')
    expect(JSON.stringify(paper)).toContain('1 left out')
    const lines = allLines(await renderPaper(paper))
    expect(lines.some(line => line.includes('never shown'))).toBe(false)
    expect(lines.some(line => line.includes('1 left out'))).toBe(true)
  })

  it('records each transfer out of the Union, and none that was not admitted', () => {
    const sent = dossier(1)
    const records = (paper: Paper) => paper.blocks.filter(block => block.kind === 'heading' && block.text === 'Record of transfers out of the Union')
    expect(records(dossierPaper(sent, 'en'))).toHaveLength(1)
    const refused = { ...sent, messages: sent.messages.map(each => ({ ...each, proof: { ...each.proof, verdict: 'refused' } })) }
    expect(records(dossierPaper(refused, 'en'))).toHaveLength(0)
  })

  it('sets each act of a long line on a row of its own, under a head on each page', async () => {
    const { runs, pages } = readPdf(await renderPaper(dossierPaper(dossier(200), 'en')))
    const lines = Array.from({ length: pages }, (_, at) => seenLines(runs, at + 1))
    expect(lines.flat().filter(line => /^\d\d\/11\/2026 \d\d:\d\d/.test(line) && line.includes('done'))).toHaveLength(200)
    const withRows = lines.filter(page => page.some(line => line.endsWith('done199') || /done\d+$/.test(line)))
    expect(withRows.every(page => page.some(line => line.startsWith('WhenActBy')))).toBe(true)
  })

  it('says what was done to a message since', () => {
    const [first] = dossier(0).messages
    const marked = {
      ...dossier(0),
      messages: [
        {
          ...(first as NonNullable<typeof first>),
          marks: [{ kind: 'RST', state: 'proven', effect: 'restricted', at: '2026-07-23T08:00:00.000Z' }],
          erased: { at: '2026-07-24T08:00:00.000Z', whole: false },
        },
      ],
    }
    const notices = dossierPaper(marked, 'en').blocks.flatMap(block => (block.kind === 'notice' ? [block.text] : []))
    expect(notices).toEqual(['Restricted, closed: 23 July 2026, 10:00 Brussels, 09:00 Rabat\nErased in part: 24 July 2026, 10:00 Brussels, 09:00 Rabat'])
  })

  it('bears the conditions of H3 above the words they bind, in its own language and as they were written, and the event', () => {
    const [first] = dossier(0).messages
    const bound = {
      ...(first as NonNullable<typeof first>),
      handling: ['H1', 'H2', 'H3'],
      restrictions: ['Pas en justice.', 'لا تنسخ.'],
      event: 'Match à Bruxelles',
    }
    for (const [language, says, event] of [
      ['en', 'Conditions of code H3: they bind whoever reads this', 'Event'],
      ['ar', 'شروط الرمز H3: تلزم كل من يقرأ هذا', 'التظاهرة'],
    ] as const) {
      const { blocks } = dossierPaper({ ...dossier(0), messages: [bound] }, language)
      const at = blocks.findIndex(block => block.kind === 'notice' && block.text === `${says}\nPas en justice.\nلا تنسخ.`)
      expect(at).toBeGreaterThan(0)
      expect(at).toBeLessThan(blocks.findIndex(block => block.kind === 'text' && block.text === bound.title))
      expect(blocks.flatMap(block => (block.kind === 'facts' ? block.rows : []))).toContainEqual([event, 'Match à Bruxelles'])
    }
  })

  it('says what a message says beside its statements: the file of an identification, what came of it, a step of a plan', () => {
    const facts = matterFacts(
      {
        matter: 'identification',
        step: 'file',
        decisionReference: 'OE 8.114.207',
        decisionOn: '2026-10-02',
        informationSheet: { language: 'ar', givenOn: '2026-10-05' },
        photo: null,
        fingerprints: null,
        parents: [{ relation: 'mother', names: ['Fatima Exemple', 'فاطمة مثال'] }],
      },
      'en',
    )
    expect(facts).toEqual([
      ['Step', 'File sent for identification'],
      ['Decision on the stay', 'OE 8.114.207\n2 October 2026'],
      ['Information sheet given', 'Arabic\n5 October 2026'],
      ['Mother', 'Fatima Exemple\nفاطمة مثال'],
    ])
    const issued = { matter: 'identification', step: 'LPI', documentType: 'LPC', validFrom: '2026-11-01', validUntil: '2027-01-31', journeys: 1 }
    expect(matterFacts(issued, 'fr').map(([name]) => name)).toContain('Valable')
    expect(matterFacts({ matter: 'plan', step: 'item', item: 'A1', status: 'DON', reason: '', evidence: [] }, 'nl')).toEqual([
      ['Stap', 'Hoe het met een actie staat'],
      ['Actie', `A1\n${label('planItemStatus', 'DON', 'nl')}`],
    ])
    expect(matterFacts({ matter: 'notice', items: [0] }, 'en')).toEqual([])
    expect(matterFacts(null, 'en')).toEqual([])
  })

  it('stands with no message and no act', async () => {
    const empty = { ...dossier(0), messages: [], basis: null, yourReference: null, partner: null, purpose: null }
    expect(allLines(await renderPaper(dossierPaper(empty, 'ar'))).some(line => line.includes('لم تغادر أي رسالة'))).toBe(true)
  })
})

describe('the minutes', () => {
  it('sets two languages beside each other, the reader’s own at the side where reading begins', async () => {
    for (const [language, arabicFirst] of [
      ['fr', false],
      ['ar', true],
    ] as const) {
      const { runs } = readPdf(await renderPaper(minutesPaper(minutes(), language)))
      const french = runs.find(run => run.text.startsWith('La séance est levée'))
      const arabic = runs.find(run => said(run.text) === 'رفعت')
      expect(french?.page).toBe(arabic?.page)
      expect(Math.abs((french?.y ?? 0) - (arabic?.y ?? 99))).toBeLessThan(6)
      // Arabic stands in the right half either way: beside French in a French paper, before it in an Arabic one, which begins at the right.
      expect(french?.x).toBeLessThan(297)
      expect(arabic?.x).toBeGreaterThan(297)
      expect(minutesPaper(minutes(), language).blocks.find(block => block.kind === 'languages')).toMatchObject({
        languages: arabicFirst ? ['ar', 'fr'] : ['fr', 'ar'],
      })
    }
  })

  it('names the digest both sign, and who released each signature', async () => {
    const lines = allLines(await renderPaper(minutesPaper(minutes(), 'en')))
    expect(lines.some(line => line.includes(minutes().digest))).toBe(true)
    expect(lines.some(line => line.includes('SPOC BE-0093'))).toBe(true)
  })
})

function allLines(bytes: Uint8Array): readonly string[] {
  const { runs, pages } = readPdf(bytes)
  return Array.from({ length: pages }, (_, at) => seenLines(runs, at + 1))
    .flat()
    .map(said)
}
