import { createHash, type Hash } from 'node:crypto'
import { Fault, isRefusal, type Refusal, refuse } from '@entraide/ground'
import { keysVersion, prepare } from '@entraide/identity'
import { mostRows, Postings, partBits, parts, takenOut } from './bucket.ts'
import { beginFold, finishFold, foldPart } from './fold.ts'
import { type Ground, putState, recordsOfIds, stateIn, tagsOf } from './ground.ts'
import { type HeldRecord, openRecord, recordText, sealRecord } from './record.ts'
import { type BadRow, type Row, readRow, recordLines } from './rows.ts'
import type { ShelfChange } from './shelf.ts'
import type { Building, State } from './state.ts'
import { TagSet } from './tag-set.ts'

/** A file of records: JSON lines, read from a byte on. `again` says whether it can be read a second time: a file can, a request's body cannot. */
export type RecordSource = { readonly from: (byte: number) => AsyncIterable<Uint8Array>; readonly again: boolean }
export type IntakeOptions = {
  /** Takes in the good rows of a file with bad ones; else such a file is refused whole. */
  readonly skipBad?: boolean
  /** Hears how far it is: bytes read of the file, or parts folded of 64. */
  readonly progress?: (stage: Building['stage'], done: number) => void
  readonly rowsPerBatch?: number
}
/** What a taking-in came to. Rows that say what is held already change nothing and count in `rows` alone. */
export type IntakeReport = {
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly bad: number
  readonly badRows: readonly BadRow[]
}

const usualBatch = 2_000
const mostBadRows = 1_000
/** Spool parts beyond those of the postings: rows to drop at the end, and the tags of the ids seen. */
const droppedPart = parts
const seenPart = parts + 1

/**
 * Takes a file of records in: adds what is new, replaces what differs, takes out what is marked so. Streaming; broken off, it goes on
 * with the same file at the last batch written. A file with a bad row leaves the register as it was (`records-bad`: `bad` counts
 * them, `rows` has the first thousand), unless `skipBad`. One at a time (`holdings-busy`). An outdated register is first put under this program's keys.
 */
export async function takeIn(
  ground: Ground,
  source: RecordSource,
  options: IntakeOptions = {},
): Promise<IntakeReport | Refusal<'records-bad' | 'holdings-busy'>> {
  return (await ground.shelf.alone(() => takeFile(ground, source, options))) ?? refuse('holdings-busy')
}

async function takeFile(ground: Ground, source: RecordSource, options: IntakeOptions): Promise<IntakeReport | Refusal<'records-bad'>> {
  await foldStaged(ground, options)
  await rekeyIfOutdated(ground, options)
  const { hash, seen, ...begun } = await begin(ground, source)
  let building = begun.building
  const bad: BadRow[] = []
  const noteBad = (line: number, { refused, facts }: Refusal) => {
    if (bad.length < mostBadRows) bad.push({ line, code: refused, facts })
    building = { ...building, bad: building.bad + 1 }
  }
  let rows: Row[] = []
  const write = async (isLast: boolean) => {
    if (building.bad > 0 && options.skipBad !== true) return
    building = { ...building, digest: hash.copy().digest('hex'), batch: building.batch + 1, rows: building.rows + rows.length }
    building = await ground.shelf.change(tx => stage(ground, tx, rows, building, isLast))
  }
  for await (const line of recordLines(source.from(building.bytes), building.lines + 1, building.bytes, bytes => hash.update(bytes))) {
    const row = readRow(line.bytes)
    if (isRefusal(row)) noteBad(line.number, row)
    else if (!seen.add(ground.idTag(row.removed ? row.id : row.record.id))) noteBad(line.number, refuse('record-twice'))
    else rows.push(row)
    building = { ...building, bytes: line.end, lines: line.number }
    if (rows.length < (options.rowsPerBatch ?? usualBatch)) continue
    await write(false)
    rows = []
    options.progress?.('staging', line.end)
  }
  if (building.bad > 0 && options.skipBad !== true) {
    await ground.shelf.change(tx => unstage(ground, tx))
    return refuse('records-bad', { bad: building.bad, rows: bad })
  }
  await write(true)
  await foldStaged(ground, options)
  const { added, changed, removed } = building
  return { rows: building.rows, added, changed, removed, bad: building.bad, badRows: bad }
}

/** Adds, replaces or takes out one record, in one transaction. */
export async function takeOne(ground: Ground, row: Row): Promise<Building> {
  await foldStaged(ground, {})
  await rekeyIfOutdated(ground, {})
  return await ground.shelf.change(async tx => {
    const state = await stateIn(ground, tx)
    if (state.building !== null) throw new Fault('register-unfinished', 'records are being taken in; take the file in to its end first')
    return await stage(ground, tx, [row], { ...fresh(state), rows: 1 }, true)
  })
}

/** What a taking-in starts from: where it was broken off, if this is the same file; else from nothing. */
async function begin(ground: Ground, source: RecordSource): Promise<{ readonly building: Building; readonly hash: Hash; readonly seen: TagSet }> {
  const state = await stateIn(ground, ground.shelf)
  const hash = createHash('sha256')
  const seen = new TagSet()
  const { building } = state
  if (building !== null && source.again && (await startsWith(source, building, hash))) {
    const staged = await ground.shelf.change(tx => tx.spool(seenPart))
    const tags = new Postings()
    for (const bytes of staged) tags.addBytes(bytes)
    for (let i = 0; i < tags.length; i++) seen.add({ high: tags.high[i] as number, low: tags.low[i] as number })
    return { building, hash, seen }
  }
  if (building !== null) await ground.shelf.change(tx => unstage(ground, tx))
  return { building: fresh(state), hash: createHash('sha256'), seen }
}

/** Whether a file begins with the bytes that a broken-off taking-in had read. Leaves them in `hash`. */
async function startsWith(source: RecordSource, { bytes, digest }: Building, hash: Hash): Promise<boolean> {
  let left = bytes
  for await (const chunk of source.from(0)) {
    hash.update(chunk.subarray(0, left))
    left -= Math.min(left, chunk.length)
    if (left === 0) break
  }
  return left === 0 && hash.copy().digest('hex') === digest
}

const fresh = (state: State): Building => ({
  stage: 'staging',
  of: 'file',
  digest: '',
  bytes: 0,
  lines: 0,
  rows: 0,
  bad: 0,
  batch: 0,
  firstRow: state.nextRow,
  added: 0,
  changed: 0,
  removed: 0,
  postings: 0,
  part: 0,
  bits: state.bits,
})

/** Writes the records of some rows and stages their postings; if they are all there is, folds them in at once, so that no search finds the door shut. */
async function stage(ground: Ground, tx: ShelfChange, rows: readonly Row[], before: Building, isLast: boolean): Promise<Building> {
  const state = await stateIn(ground, tx)
  const batch = new Batch(ground, state.nextRow)
  const held =
    state.persons === 0
      ? new Map()
      : await recordsOfIds(
          ground,
          tx,
          state.bits,
          rows.map(row => (row.removed ? row.id : row.record.id)),
        )
  for (const row of rows) batch.take(row, held.get(row.removed ? row.id : row.record.id))
  const building: Building = {
    ...before,
    added: before.added + batch.added,
    changed: before.changed + batch.changed,
    removed: before.removed + batch.removed,
    postings: before.postings + batch.postings,
  }
  await tx.addRecords(batch.records)
  let next: State = { ...state, nextRow: batch.nextRow, building }
  if (isLast) next = beginFold(next, building)
  if (isLast && building.batch <= 1) {
    for (let part = 0; part < parts; part++) {
      const staged = batch.pieces[part] as Postings
      if (staged.length > 0 || next.building?.bits !== state.bits) next = await foldPart(tx, next, next.building as Building, part, staged)
    }
    next = await finishFold(ground, tx, next, next.building as Building, batch.dropped)
  } else {
    await tx.addSpool(building.batch, batch.spool())
  }
  await putState(ground, tx, next)
  return building
}

/** Drops what a broken-off or refused taking-in had staged: the register is as it was before. */
async function unstage(ground: Ground, tx: ShelfChange): Promise<void> {
  const state = await stateIn(ground, tx)
  if (state.building === null) return
  if (state.building.of === 'file') await tx.dropRecordsFrom(state.building.firstRow)
  await tx.dropSpool()
  await putState(ground, tx, { ...state, building: null })
}

/** Folds in what is staged whole, a transaction a part, if anything is: from where it was broken off. */
async function foldStaged(ground: Ground, options: IntakeOptions): Promise<void> {
  for (;;) {
    const part = await ground.shelf.change(async tx => {
      const state = await stateIn(ground, tx)
      const { building } = state
      if (building === null || building.stage !== 'folding') return null
      if (building.part < parts) {
        const staged = new Postings()
        for (const bytes of await tx.spool(building.part)) staged.addBytes(bytes)
        await putState(ground, tx, await foldPart(tx, state, building, building.part, staged))
        await tx.dropSpool(building.part)
      } else {
        const dropped = (await tx.spool(droppedPart)).flatMap(bytes => [...new Uint32Array(bytes.slice().buffer)])
        await putState(ground, tx, await finishFold(ground, tx, state, building, dropped))
      }
      return building.part
    })
    if (part === null) return
    options.progress?.('folding', Math.min(part + 1, parts))
    if (part === parts) await ground.shelf.settle()
  }
}

/** Puts the records held under the blocking keys of this program, where they stand under older ones. Broken off, it starts again. */
async function rekeyIfOutdated(ground: Ground, options: IntakeOptions): Promise<void> {
  const state = await stateIn(ground, ground.shelf)
  if (state.keysVersion === keysVersion || state.persons === 0) return
  await ground.shelf.change(tx => unstage(ground, tx))
  let building: Building = { ...fresh(state), of: 'rekey' }
  for (let from = 1; ; ) {
    const records = await ground.shelf.recordsFrom(from, usualBatch)
    const last = records.at(-1)
    await ground.shelf.change(async tx => {
      const batch = new Batch(ground, state.nextRow)
      for (const [row, sealed] of records) batch.post(openRecord(ground.seals, row, sealed), row)
      building = { ...building, batch: building.batch + 1, postings: building.postings + batch.postings }
      await tx.addSpool(building.batch, batch.spool())
      const now = { ...(await stateIn(ground, tx)), building }
      await putState(ground, tx, last === undefined ? beginFold(now, building) : now)
    })
    if (last === undefined) break
    from = last[0] + 1
  }
  await foldStaged(ground, options)
}

/** What the rows of one batch come to. */
class Batch {
  readonly pieces: readonly Postings[] = Array.from({ length: parts }, () => new Postings())
  readonly records: [row: number, sealed: Uint8Array][] = []
  readonly dropped: number[] = []
  nextRow: number
  added = 0
  changed = 0
  removed = 0
  postings = 0
  readonly #ground: Ground
  readonly #seen = new Postings()

  constructor(ground: Ground, nextRow: number) {
    this.#ground = ground
    this.nextRow = nextRow
  }

  /** @param held - what stands under the row's id now */
  take(row: Row, held: { readonly row: number; readonly record: HeldRecord } | undefined): void {
    const { high, low } = this.#ground.idTag(row.removed ? row.id : row.record.id)
    this.#seen.push(high, low, 0)
    const text = row.removed ? null : recordText(row.record)
    if (held !== undefined && text === recordText(held.record)) return
    if (held !== undefined) {
      this.post(held.record, held.row, true)
      this.dropped.push(held.row)
    }
    if (row.removed) {
      if (held !== undefined) this.removed++
      return
    }
    if (held === undefined) this.added++
    else this.changed++
    if (this.nextRow >= mostRows) throw new Fault('register-full', 'a register gives 2^31 rows in its life, no more')
    const place = this.nextRow++
    this.records.push([place, sealRecord(this.#ground.seals, place, text as string)])
    this.post(row.record, place)
  }

  post(record: HeldRecord, row: number, isTakenOut = false): void {
    const marked = isTakenOut ? row + takenOut : row
    for (const { high, low } of tagsOf(this.#ground, record, prepare(record.person))) {
      ;(this.pieces[high >>> (32 - partBits)] as Postings).push(high, low, marked)
      this.postings++
    }
  }

  spool(): [part: number, bytes: Uint8Array][] {
    const spool: [number, Uint8Array][] = []
    for (const [part, piece] of this.pieces.entries()) if (piece.length > 0) spool.push([part, piece.toBytes()])
    if (this.dropped.length > 0) spool.push([droppedPart, new Uint8Array(Uint32Array.from(this.dropped).buffer)])
    if (this.#seen.length > 0) spool.push([seenPart, this.#seen.toBytes()])
    return spool
  }
}
