import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** A signed-in session with one node: the cookie that proves it and the token that every change must carry. */
export type SavedSession = { readonly cookie: string; readonly csrf: string; readonly expiresAt: string; readonly serviceNumber: string }
type Sessions = { [node: string]: SavedSession }

/**
 * Where sessions are kept: `ENTRAIDE_STATE`, else the user's state folder. The folder is 0700 and the file 0600; a
 * session is as good as its officer until it expires.
 */
export function sessionPath(env: { readonly [name: string]: string | undefined }): string {
  const state = env.ENTRAIDE_STATE ?? join(env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'entraide')
  return join(state, 'sessions.json')
}

/** The session with a node, or undefined. A file that cannot be read counts as none. */
export async function readSession(path: string, node: string): Promise<SavedSession | undefined> {
  return (await readAll(path))[node]
}

/** Keeps a session, or forgets it (`undefined`), without ever leaving a half-written file. */
export async function writeSession(path: string, node: string, session: SavedSession | undefined): Promise<void> {
  const sessions = await readAll(path)
  if (session === undefined) delete sessions[node]
  else sessions[node] = session
  if (Object.keys(sessions).length === 0) return rm(path, { force: true })
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const fresh = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(fresh, JSON.stringify(sessions), { mode: 0o600, flag: 'wx' })
  await chmod(fresh, 0o600)
  await rename(fresh, path)
}

async function readAll(path: string): Promise<Sessions> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.assign(Object.create(null), value) : Object.create(null)
  } catch {
    return Object.create(null) as Sessions
  }
}
