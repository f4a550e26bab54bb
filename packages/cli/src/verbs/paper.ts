import { createWriteStream } from 'node:fs'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Language, languages } from '@entraide/vocabulary'
import { type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { badInput, type ExitCode, exitCodes } from '../ending.ts'

/** What a verb understands that can show its matter on paper. */
export type PaperOptions = { readonly pdf?: string; readonly lang?: Language }

/** Lets a verb that shows something print it instead. */
export function withPdf(command: Command): Command {
  return command
    .option('--pdf <file>', 'print it to this file as PDF instead; the file must not exist. Printing is logged')
    .addOption(new Option('--lang <language>', 'of the paper; without it, that of --language').choices([...languages]))
}

/**
 * Fetches a paper into a new file. The file is made first: a paper that could not be kept is not asked for, because asking is logged.
 * Refused: `file-exists`, and whatever the node refuses; nothing is left behind then.
 */
export async function savePaper(cli: Cli, path: string, out: string, lang: Language | undefined): Promise<ExitCode> {
  const file = resolve(cli.terminal.cwd, out)
  const handle: FileHandle = await open(file, 'wx', 0o600).catch(() => {
    throw badInput('file-exists', `${out} cannot be written.`, 'Name a file that does not exist yet.')
  })
  try {
    const response = await cli.node.bytes('GET', `${path}?language=${lang ?? cli.language}`)
    await pipeline(response.body ?? Readable.from([]), createWriteStream('', { fd: handle }))
  } catch (error) {
    await handle.close().catch(() => {})
    await unlink(file)
    throw error
  }
  await cli.print({ file: out }, out)
  return exitCodes.ok
}
