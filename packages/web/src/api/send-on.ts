import type { Upload } from '@entraide/node/api'
import { at, query } from './answers.ts'
import { call, callMending, type Refused, refusedIn } from './client.ts'
import { sendFile } from './send-file.ts'

/** How far a file is on its way. `from`: where it went on, 0 where it began; `waiting`: the line is lost, and it is tried again by itself. */
export type Standing = { readonly sent: number; readonly from: number; readonly waiting: boolean }

/** Longest pause between two tries, and how many without a byte getting through are made: ten minutes. */
const longestPauseMs = 15_000
const mostTries = 40

/**
 * Sends a file to a draft so that it goes on after a lost line: the node is asked what it holds of the file, by the digest of its content,
 * and gets the rest. The same file chosen again, after the page was closed, goes on as well.
 *
 * @returns `done` resolves to null, or to the refusal; it rejects when stopped. To stop gives up what arrived
 */
export function sendOn(
  draft: string,
  file: File,
  onStanding: (standing: Standing) => void,
): { readonly done: Promise<Refused | null>; readonly stop: () => void } {
  let isStopped = false
  let interrupt = () => {}
  let path = ''
  const stopped = () => new DOMException('stopped', 'AbortError')
  const lost = async (held: number, tries: number): Promise<void> => {
    onStanding({ sent: held, from: held, waiting: true })
    await new Promise<void>(resolve => {
      interrupt = resolve
      addEventListener('online', () => resolve(), { once: true })
      setTimeout(resolve, Math.min(1_000 * 2 ** tries, longestPauseMs))
    })
  }
  const send = async (): Promise<Refused | null> => {
    path = at`/v1/drafts/${draft}/uploads/${await digestOf(file)}`
    let held = 0
    for (let tries = 0; !isStopped; ) {
      let refused: Refused | null
      try {
        const there = await callMending<Upload>('GET', path)
        if (there.attachment !== null) return null
        if (there.bytesHeld > held) tries = 0
        held = there.bytesHeld
        const from = held
        onStanding({ sent: from, from, waiting: false })
        if (isStopped) break
        const rest = sendFile<Upload>(
          query(path, { name: file.name, bytes: String(file.size), offset: String(from) }),
          file.slice(from),
          sent => onStanding({ sent: from + sent, from, waiting: false }),
          'PUT',
        )
        interrupt = rest.stop
        const sent = await rest.done
        if (sent.refused === null && sent.answer.attachment !== null) return null
        refused = sent.refused
        // The session ended on the way: the next question asks its officer to sign in, and goes on.
        if (refused?.status === 401) continue
      } catch (error) {
        if (isStopped) break
        refused = refusedIn(error)
      }
      if (refused !== null && !isBroken(refused)) return refused
      if (++tries > mostTries) return refused
      await lost(held, tries)
    }
    throw stopped()
  }
  return {
    done: send(),
    stop: () => {
      isStopped = true
      interrupt()
      if (path !== '') void call('DELETE', path).catch(() => undefined)
    },
  }
}

/** Whether it was the line, and not the file. `upload-offset`: another line, of this page or another, was ahead. */
function isBroken({ status, refused }: Refused): boolean {
  return [0, 408, 502, 503, 504].includes(status) || refused === 'upload-offset' || refused === 'request-malformed'
}

/** SHA-256 of the content. A browser hashes a whole only: at most 100 MiB, let go at once. */
async function digestOf(file: File): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('')
}
