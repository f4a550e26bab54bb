import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { calendarDate, instant, type Uuid } from '@entraide/ground'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { selfSignedCertificate } from '../src/http/tls.ts'
import { startNode } from '../src/index.ts'
import { suspendAgreement } from '../src/steps/agreements.ts'
import { addAttachment } from '../src/steps/attach.ts'
import { deliverDue } from '../src/steps/deliver.ts'
import { releaseDraft } from '../src/steps/dispatch.ts'
import { openDossier } from '../src/steps/dossier.ts'
import { createDraft, submitDraft } from '../src/steps/draft.ts'
import { done, dossierOf, drain, passphrase, reply, request, send, type Two, twoNodes } from './path-nodes.ts'

/** Rows 28 and 35 of the attack list: what a thief of a stopped node finds, and what a node refuses to start as. */
const canaries = {
  name: 'Zacharias Canariensis',
  arabic: 'زكريا كناري',
  born: '1961-04-27',
  document: 'QX7741903',
  place: 'Vogelkooi-aan-Zee',
  reason: 'the canary was seen near the harbour master',
  note: 'whoever reads this note has opened it',
  title: 'Canary in the title',
  opening: 'I open this canary because of a hearing',
  file: 'canary inside an attachment, line after line',
  fileName: 'canary-photo',
  caseReference: 'CN.77.2026/901',
  reference: 'a reference nobody wrote',
}

describe('28: the files of a stopped node', () => {
  let two: Two
  let said = ''
  beforeAll(async () => {
    two = await twoNodes()
  })
  afterAll(() => two.close())

  test('hold no name, no reason, no case, no attachment of anybody, at either end', async () => {
    const { be, ma } = two
    const log = new Writable({
      write: (chunk, _, next) => {
        said += String(chunk)
        next()
      },
    })
    await ma.running.stop()
    ma.running = await startNode({ dataDir: ma.dataDir, passphrase, jobs: true, logger: pino({ level: 'trace' }, log), clock: { now: () => two.clock.at } })
    ma.node = ma.running.node
    const fields = request(two, {
      title: canaries.title,
      caseReference: canaries.caseReference,
      reasons: `${request(two).reasons} ${canaries.reason}`,
      note: canaries.note,
      items: [
        {
          category: 'NAME',
          person: {
            names: [canaries.name, canaries.arabic],
            birthDate: canaries.born,
            birthPlace: canaries.place,
            documents: [{ kind: 'CNIE', country: 'MA', number: canaries.document }],
          },
          nature: 'fact',
          source: 'B',
          information: '2',
          provenance: 'OBSE',
          verifiedOn: calendarDate('2026-11-20'),
        },
      ],
    })
    const draft = done(await createDraft(be.node, be.who.INV, { fields, dossier: null }))
    const bytes = new TextEncoder().encode(canaries.file.repeat(200))
    done(
      await addAttachment(
        be.node,
        be.who.INV,
        draft.id,
        `${canaries.fileName}.txt`,
        bytes.length,
        (async function* () {
          yield bytes
        })(),
      ),
    )
    const waiting = done(await submitDraft(be.node, be.who.INV, draft.id))
    const { message } = done(await releaseDraft(be.node, be.who.REL, draft.id, { version: waiting.version, note: '' }))
    await drain(be, ma)
    const there = (await dossierOf(ma, message))?.id as Uuid
    done(await openDossier(ma.node, ma.who.OPR, there, canaries.opening))
    await send(ma, reply(two, message, { messageType: 'REP', extent: 'whole', items: fields.items, note: canaries.note }), there)
    await drain(be, ma)
    // One refused by the partner, one stopped at home: they leave no more behind than the others.
    done(await suspendAgreement(be.node, be.who.LEG, two.hash, ma.id, 'no person stands here'))
    const stopped = done(await createDraft(be.node, be.who.INV, { fields, dossier: null }))
    await submitDraft(be.node, be.who.INV, stopped.id)
    await deliverDue(be.node)
    await be.running.stop()
    await ma.running.stop()

    for (const side of [be, ma]) {
      const files = everyFile(side.dataDir)
      expect(files.some(file => file.endsWith('node.db'))).toBe(true)
      for (const file of files) {
        const content = readFileSync(file)
        for (const [what, canary] of Object.entries(canaries))
          for (const spelling of spellings(canary)) expect(content.includes(spelling), `${what} in ${file}`).toBe(false)
      }
    }
    for (const canary of Object.values(canaries)) expect(said).not.toContain(canary)
    // The search finds what is there: the agreement is no secret.
    expect(readFileSync(join(be.dataDir, 'node.db')).includes(Buffer.from('BE-MA-2014-PCC'))).toBe(true)
    be.running = await startNode({ dataDir: be.dataDir, passphrase, jobs: false, clock: { now: () => two.clock.at } })
    ma.running = await startNode({ dataDir: ma.dataDir, passphrase, jobs: false, clock: { now: () => two.clock.at } })
  })

  test('do not open with another passphrase, nor do the keys of one node open the store of the other', async () => {
    const { be, ma } = two
    await be.running.stop()
    await expect(startNode({ dataDir: be.dataDir, passphrase: 'another', jobs: false })).rejects.toThrow()
    const keys = readFileSync(join(be.dataDir, 'keys.json'))
    writeFileSync(join(be.dataDir, 'keys.json'), readFileSync(join(ma.dataDir, 'keys.json')))
    await expect(startNode({ dataDir: be.dataDir, passphrase, jobs: false })).rejects.toMatchObject({ code: 'root-key-wrong' })
    writeFileSync(join(be.dataDir, 'keys.json'), keys)
    be.running = await startNode({ dataDir: be.dataDir, passphrase, jobs: false, clock: { now: () => two.clock.at } })
  })

  test('started without the passphrase, a node opens and signs nothing', async () => {
    const { be } = two
    await be.running.stop()
    const locked = await startNode({ dataDir: be.dataDir, jobs: false })
    await expect(locked.node.store.read(tx => tx.unsealBytes('node', 'anything', new Uint8Array(40)))).rejects.toMatchObject({ code: 'node-locked' })
    expect(() => locked.node.keys.signing()).toThrow(expect.objectContaining({ code: 'node-locked' }))
    expect(() => locked.node.keys.storeRoot()).toThrow(expect.objectContaining({ code: 'node-locked' }))
    await locked.stop()
    be.running = await startNode({ dataDir: be.dataDir, passphrase, jobs: false, clock: { now: () => two.clock.at } })
  })
})

describe('35: a demonstration that would be taken for the real thing', () => {
  let two: Two
  beforeAll(async () => {
    two = await twoNodes()
  })
  afterAll(() => two.close())
  const changed = async (change: (config: Record<string, unknown>) => object) => {
    const file = join(two.be.dataDir, 'config.json')
    const kept = readFileSync(file, 'utf8')
    await two.be.running.stop()
    writeFileSync(file, JSON.stringify(change(JSON.parse(kept) as Record<string, unknown>)))
    try {
      return await startNode({ dataDir: two.be.dataDir, passphrase, jobs: false }).then(
        async running => running.stop().then(() => 'started'),
        fault => (fault as { code: string }).code,
      )
    } finally {
      writeFileSync(file, kept)
      two.be.running = await startNode({ dataDir: two.be.dataDir, passphrase, jobs: false })
    }
  }
  test('a demonstration does not listen beyond its own machine', async () =>
    expect(await changed(config => ({ ...config, listen: { host: '0.0.0.0', port: 0 } }))).toBe('config-shape'))
  test('a demonstration’s folder does not start as a production node: it has no TLS', async () =>
    expect(await changed(config => ({ ...config, demo: false }))).toBe('config-shape'))
  test('nor where somebody gave it TLS: its keys were made for a demonstration, and say so under their seal', async () => {
    const { keyPem, certificatePem, pin } = selfSignedCertificate(
      ['localhost'],
      instant('2026-01-01T00:00:00.000Z'),
      instant('2030-01-01T00:00:00.000Z'),
      new Uint8Array(16),
    )
    const tls = { keyFile: join(two.be.dataDir, 'key.pem'), certificateFile: join(two.be.dataDir, 'cert.pem'), pin }
    writeFileSync(tls.keyFile, keyPem)
    writeFileSync(tls.certificateFile, certificatePem)
    const real = (config: Record<string, unknown>) => ({ ...config, demo: false, tls })
    expect(await changed(real)).toBe('keys-of-demo')
    // Not even with the mark taken off: it is part of what was sealed.
    const file = join(two.be.dataDir, 'keys.json')
    const kept = readFileSync(file, 'utf8')
    const { demo: _, ...unmarked } = JSON.parse(kept) as { demo: boolean }
    writeFileSync(file, JSON.stringify(unmarked))
    await two.be.running.stop()
    await expect(startNode({ dataDir: two.be.dataDir, passphrase, jobs: false })).rejects.toMatchObject({ code: 'keys-not-of-demo' })
    const config = join(two.be.dataDir, 'config.json')
    const was = readFileSync(config, 'utf8')
    writeFileSync(config, JSON.stringify(real(JSON.parse(was) as Record<string, unknown>)))
    await expect(startNode({ dataDir: two.be.dataDir, passphrase, jobs: false })).rejects.toMatchObject({ code: 'passphrase-wrong' })
    writeFileSync(config, was)
    writeFileSync(file, kept)
    two.be.running = await startNode({ dataDir: two.be.dataDir, passphrase, jobs: false })
  })
  test('a configuration that leaves the question open does not start', async () =>
    expect(await changed(({ demo: _, ...config }) => config)).toBe('config-shape'))
})

function everyFile(folder: string): readonly string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? everyFile(path) : [path]
  })
}

/** A text as it could lie in a file: in UTF-8 and UTF-16, in JSON's escapes, in hexadecimal and in base64, whichever way it falls. */
function spellings(text: string): readonly Buffer[] {
  const utf8 = Buffer.from(text)
  const inside = [0, 1, 2].map(shift =>
    Buffer.concat([Buffer.alloc(shift), utf8])
      .toString('base64')
      .slice(Math.ceil((shift * 8) / 6), -4),
  )
  const escaped = [...text].map(c => (c.charCodeAt(0) > 127 ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c)).join('')
  return [
    utf8,
    Buffer.from(text, 'utf16le'),
    Buffer.from(utf8.toString('hex')),
    Buffer.from(escaped),
    ...inside.filter(each => each.length >= 8).map(each => Buffer.from(each)),
  ]
}
