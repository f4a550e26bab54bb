import type { Terminal } from './terminal.ts'

/** A bar on stderr for work that takes a while. Off a terminal it draws nothing, so logs and pipes stay clean. */
export type Progress = { readonly at: (done: number, total?: number) => void; readonly end: () => void }

/** Begins a bar. `total` unknown draws a count only. Redrawn at most ten times a second. */
export function progress(terminal: Terminal, what: string, total?: number): Progress {
  let drawnAt = 0
  let isDrawn = false
  const draw = (done: number, all: number | undefined) => {
    const share = all === undefined || all === 0 ? undefined : Math.min(1, done / all)
    const bar = share === undefined ? '' : ` [${'#'.repeat(Math.round(share * 24)).padEnd(24, '.')}] ${Math.floor(share * 100)} %`
    terminal.err(`\r\u001b[K${what}${bar} ${done}${all === undefined ? '' : `/${all}`}`)
    isDrawn = true
  }
  return {
    at: (done, all = total) => {
      if (!terminal.errIsTty || (Date.now() - drawnAt < 100 && done !== all)) return
      drawnAt = Date.now()
      draw(done, all)
    },
    end: () => {
      if (isDrawn) terminal.err('\r\u001b[K')
    },
  }
}
