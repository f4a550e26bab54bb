import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { isRefusal } from '@entraide/ground'
import type { RecordSource } from '@entraide/node'
import type { Cli } from './cli.ts'
import { badInput, Ending, type ExitCode, exitCodes } from './ending.ts'
import { openIndex } from './identity-store.ts'
import { jsonText } from './plain-text.ts'
import { progress } from './progress.ts'

export type IndexOptions = { readonly store: string; readonly records: string; readonly key?: string; readonly skipBad?: boolean }
type BadRow = { readonly line: number; readonly code: string; readonly facts: object }

const foldedParts = 64

/**
 * `identity index`: takes a file of records into an index, or goes on where that was broken off. One line out for each bad row, then one
 * that says what was done. A file with bad rows is not taken in at all, unless `--skip-bad`.
 */
export async function indexRecords(cli: Cli, { store, records, key, skipBad = false }: IndexOptions): Promise<ExitCode> {
  const { source, bytes } = await sourceOf(cli, records)
  const register = await openIndex(cli, store, key, true)
  try {
    const start = performance.now()
    const read = progress(cli.terminal, 'reading', bytes)
    const folding = progress(cli.terminal, 'indexing', foldedParts)
    const report = await register.takeIn(source, {
      skipBad,
      progress: (stage, done) => {
        if (stage === 'staging') return read.at(done)
        read.end()
        folding.at(done)
      },
    })
    read.end()
    folding.end()
    // On a server another process may be taking records in.
    if (isRefusal(report) && report.refused !== 'records-bad') throw new Ending(exitCodes.refused, report.refused, '', { facts: report.facts })
    const bad = isRefusal(report) ? (report.facts.rows as unknown as readonly BadRow[]) : report.badRows
    for (const { line, code, facts } of bad) await cli.terminal.out(`${jsonText({ line, refused: code, facts })}\n`)
    const count = isRefusal(report) ? Number(report.facts.bad) : report.bad
    const { rows, added, changed, removed } = isRefusal(report) ? { rows: 0, added: 0, changed: 0, removed: 0 } : report
    const { persons } = await register.state()
    const at = await register.bytes()
    const seconds = Math.round(performance.now() - start) / 1000
    await cli.terminal.out(
      `${jsonText({ ...(isRefusal(report) ? { refused: report.refused } : {}), rows, added, changed, removed, bad: count, persons, seconds, indexBytes: at.index, recordBytes: at.records })}\n`,
    )
    if (count > 0)
      cli.terminal.err(
        `${count} rows cannot be taken in${bad.length < count ? `; the first ${bad.length} are listed` : ''}.${skipBad ? '' : ' Nothing of the file was.'}\n`,
      )
    return isRefusal(report) ? exitCodes.badInput : exitCodes.ok
  } finally {
    await register.close()
  }
}

async function sourceOf(cli: Cli, records: string): Promise<{ readonly source: RecordSource; readonly bytes: number | undefined }> {
  if (records === '-') return { source: { from: () => octets(cli.terminal.stdin), again: false }, bytes: undefined }
  const file = resolve(cli.terminal.cwd, records)
  const found = await stat(file).catch(() => null)
  if (found === null || !found.isFile()) throw badInput('file-missing', `There is no file ${records}.`, 'Name a file of JSON lines, or - for standard input.')
  return { source: { from: start => createReadStream(file, { start, highWaterMark: 1 << 20 }), again: true }, bytes: found.size }
}

async function* octets(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
}
