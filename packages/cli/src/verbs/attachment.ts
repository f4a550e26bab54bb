import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import type { Upload } from '@entraide/node/api'
import type { Cli } from '../cli.ts'
import { badInput, Ending, exitCodes } from '../ending.ts'
import { plainText } from '../plain-text.ts'
import { progress } from '../progress.ts'
import { word } from '../words.ts'

/** The most a node takes for one attachment (spec/envelope.md): 100 MiB. */
const maxBytes = 104_857_600

/** Pauses before a broken sending is taken up again. What arrives in between begins the row anew. */
const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000]

/**
 * Sends a file as an attachment of a draft, as a stream: never whole in memory. The node is asked what it holds of it, by the digest of its
 * content, and gets the rest: after a line that broke, and after this command ended and is run again.
 */
export async function addAttachment(cli: Cli, draft: string, file: string): Promise<void> {
  const path = resolve(cli.terminal.cwd, file)
  const found = await stat(path).catch(() => undefined)
  if (found === undefined || !found.isFile())
    throw badInput('file-unreadable', `${file} is not a file that can be read.`, 'Check its name and that you may read it.')
  if (found.size > maxBytes) throw badInput('attachment-too-large', `${file} is larger than 100 MiB.`, 'Split it, or hand it over on a medium.')
  const name = basename(file)
  const address = `/v1/drafts/${encodeURIComponent(draft)}/uploads/${await digestOf(path)}`
  const bar = progress(cli.terminal, name, found.size)
  try {
    for (let held = 0, broken = 0; ; ) {
      try {
        const there = await cli.node.get<Upload>(address)
        if (there.attachment !== null) return
        if (there.bytesHeld > held) broken = 0
        held = there.bytesHeld
        if (held > 0) cli.terminal.err(`${word('goesOn', cli.language, { file: plainText(name, true), held, bytes: found.size })}\n`)
        const now = await cli.node.sendBytes<Upload>(address, { name, bytes: found.size, offset: held }, rest(path, held, bar.at), 'PUT')
        if (now.attachment !== null) return
      } catch (error) {
        const pause = pausesMs[broken++]
        if (!isBroken(error)) throw error
        if (pause === undefined) throw keptFor(error, draft, file)
        await setTimeout(pause)
      }
    }
  } finally {
    bar.end()
  }
}

/** Whether a sending ended because of the line, and not because the node would not have the file. `upload-offset`: another line overtook it. */
function isBroken(error: unknown): error is Ending {
  return error instanceof Ending && (error.exitCode === exitCodes.unreachable || ['body-too-slow', 'request-malformed', 'upload-offset'].includes(error.code))
}

function keptFor(error: Ending, draft: string, file: string): Ending {
  return new Ending(error.exitCode, error.code, error.message, {
    facts: error.facts,
    next: `What arrived is kept for a day. Once the node answers, this goes on from there: entraide request attach ${draft} ${file}`,
    cause: error,
  })
}

function rest(path: string, from: number, at: (sent: number) => void): ReadableStream<Uint8Array> {
  let sent = from
  const counted = async function* () {
    for await (const part of createReadStream(path, { start: from })) {
      sent += (part as Uint8Array).length
      at(sent)
      yield part as Uint8Array
    }
  }
  return Readable.toWeb(Readable.from(counted(), { objectMode: false })) as ReadableStream<Uint8Array>
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path)) hash.update(part as Uint8Array)
  return hash.digest('hex')
}

/** Fetches an attachment of a message into a new file; an existing file is never overwritten. */
export async function fetchAttachment(cli: Cli, message: string, attachment: string, out: string): Promise<number> {
  const response = await cli.node.bytes('GET', `/v1/messages/${encodeURIComponent(message)}/attachments/${encodeURIComponent(attachment)}`)
  const total = Number(response.headers.get('content-length')) || undefined
  const bar = progress(cli.terminal, basename(out), total)
  let taken = 0
  const counted = async function* (parts: AsyncIterable<Uint8Array>) {
    for await (const part of parts) {
      taken += part.length
      bar.at(taken)
      yield part
    }
  }
  try {
    await pipeline(response.body ?? Readable.from([]), counted, createWriteStream(resolve(cli.terminal.cwd, out), { flags: 'wx', mode: 0o600 }))
  } finally {
    bar.end()
  }
  return taken
}
