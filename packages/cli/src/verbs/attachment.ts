import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Cli } from '../cli.ts'
import { badInput } from '../ending.ts'
import { progress } from '../progress.ts'

/** The most a node takes for one attachment (spec/envelope.md): 100 MiB. */
const maxBytes = 104_857_600

/** Sends a file as an attachment of a draft, as a stream: never whole in memory. */
export async function addAttachment(cli: Cli, draft: string, file: string): Promise<void> {
  const path = resolve(cli.terminal.cwd, file)
  const found = await stat(path).catch(() => undefined)
  if (found === undefined || !found.isFile())
    throw badInput('file-unreadable', `${file} is not a file that can be read.`, 'Check its name and that you may read it.')
  if (found.size > maxBytes) throw badInput('attachment-too-large', `${file} is larger than 100 MiB.`, 'Split it, or hand it over on a medium.')
  const bar = progress(cli.terminal, basename(file), found.size)
  let sent = 0
  const counted = async function* () {
    for await (const part of createReadStream(path)) {
      sent += (part as Uint8Array).length
      bar.at(sent)
      yield part as Uint8Array
    }
  }
  try {
    await cli.node.sendBytes(
      `/v1/drafts/${encodeURIComponent(draft)}/attachments`,
      { name: basename(file), bytes: found.size },
      Readable.toWeb(Readable.from(counted(), { objectMode: false })) as ReadableStream<Uint8Array>,
    )
  } finally {
    bar.end()
  }
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
