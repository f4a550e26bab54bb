import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Act, Resource } from './answers.ts'
import { CallRefused, call, callMending, fetchFile, type Refused, refusedIn } from './client.ts'
import { saveFile } from './save-file.ts'

/** What reading gave so far: the answer, or why there is none. `waiting` is true only before the first answer. */
export type Reading<Answer> = { readonly data: Answer | undefined; readonly refused: Refused | null; readonly waiting: boolean; readonly again: () => void }

/**
 * Reads from the node and keeps what was read fresh: on return to the page, after an act that changes it, and every
 * `everySeconds` while the page is looked at (the other side may have acted). `beforeSession`: nobody need be signed in.
 */
export function useGet<Answer>(resource: Resource<Answer> | null, options: { everySeconds?: number; beforeSession?: boolean } = {}): Reading<Answer> {
  const result = useQuery<Answer>({
    queryKey: [resource?.path ?? ''],
    queryFn: () => (options.beforeSession ? call<Answer>('GET', resource?.path ?? '') : callMending<Answer>('GET', resource?.path ?? '')),
    enabled: resource !== null,
    ...(options.everySeconds === undefined ? {} : { refetchInterval: options.everySeconds * 1000 }),
  })
  return {
    data: result.data,
    refused: result.data === undefined ? refusedIn(result.error) : null,
    waiting: result.isPending && resource !== null,
    again: () => void result.refetch(),
  }
}

/** An act of the node, ready to be done: `run` does it, `refused` is why it was not done, `busy` while it runs. */
export type Doing<Args extends readonly unknown[], Answer> = {
  readonly run: (...args: Args) => Promise<Answer | undefined>
  readonly refused: Refused | null
  readonly busy: boolean
  readonly forget: () => void
}

/** Does an act and marks as stale whatever it changes. A refusal is a value to show, never an exception in the page. */
export function useAct<Args extends readonly unknown[], Answer>(
  act: (...args: Args) => Act<Answer>,
  done?: (answer: Answer, ...args: Args) => void,
): Doing<Args, Answer> {
  const client = useQueryClient()
  const mutation = useMutation<Answer, unknown, Args>({ mutationFn: args => perform(client, act(...args)) })
  return doing<Args, Answer>(args => mutation.mutateAsync(args), mutation, done)
}

/** Does an act outside a component's life: undo, for one. */
export async function perform<Answer>(client: QueryClient, act: Act<Answer>): Promise<Answer> {
  const answer = await (act.beforeSession ? call : callMending)<Answer>(act.method, act.path, act.body)
  await markStale(client, act.changes)
  return answer
}

/** Fetches a file and gives it to the browser to keep, under the node's name for it. It is an act like another: `changes` as there. */
export function useDownload(changes: readonly string[]): Doing<[path: string], true> {
  const client = useQueryClient()
  const mutation = useMutation<true, unknown, string>({
    mutationFn: async path => {
      const { name, content } = await fetchFile(path)
      saveFile(name, content)
      await markStale(client, changes)
      return true
    },
  })
  return doing(([path]: [string]) => mutation.mutateAsync(path), mutation)
}

async function markStale(client: QueryClient, changes: readonly string[]): Promise<void> {
  await Promise.all(changes.map(prefix => client.invalidateQueries({ predicate: query => String(query.queryKey[0]).startsWith(prefix) })))
}

type Mutation = { readonly error: unknown; readonly isPending: boolean; readonly reset: () => void }
/** A refusal is a value to show; whatever else goes wrong is thrown. */
function doing<Args extends readonly unknown[], Answer>(
  mutate: (args: Args) => Promise<Answer>,
  mutation: Mutation,
  done?: (answer: Answer, ...args: Args) => void,
): Doing<Args, Answer> {
  return {
    run: async (...args) => {
      try {
        const answer = await mutate(args)
        done?.(answer, ...args)
        return answer
      } catch (error) {
        if (error instanceof CallRefused) return undefined
        throw error
      }
    },
    refused: refusedIn(mutation.error),
    busy: mutation.isPending,
    forget: mutation.reset,
  }
}
