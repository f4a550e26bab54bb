import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { Language } from '@entraide/vocabulary'
import type { Command } from 'commander'
import { badInput, Ending, type ExitCode, exitCodes } from './ending.ts'
import { NodeClient, usualAddress } from './node-client.ts'
import { jsonText } from './plain-text.ts'
import type { Manner } from './say.ts'
import type { Terminal } from './terminal.ts'
import { word } from './words.ts'

/** What `--json`, `--language`, `--node` and `--certificate` say: understood before and after every verb. */
export type CommonOptions = { readonly json?: boolean; readonly language: Language; readonly node?: string; readonly certificate?: string }

/** A command under way: the terminal it has, the manner asked for, the node it speaks to. */
export class Cli {
  readonly terminal: Terminal
  readonly manner: Manner
  readonly #node: string

  constructor(terminal: Terminal, options: CommonOptions) {
    this.terminal = terminal
    this.manner = { language: options.language, json: options.json === true }
    this.#node = options.node ?? terminal.env.ENTRAIDE_NODE ?? usualAddress
  }

  get language(): Language {
    return this.manner.language
  }

  /** The node of `--node`, `ENTRAIDE_NODE` or the usual address. */
  get node(): NodeClient {
    return new NodeClient(this.terminal, this.#node)
  }

  /** Trusts one more certificate for the rest of this process. Nodes are their own authorities: theirs is handed out by their administrator. */
  async trust(file: string): Promise<void> {
    const certificate = new TextDecoder().decode(await this.file(file, 65_536))
    try {
      setDefaultCACertificates([...getCACertificates('default'), certificate])
    } catch (cause) {
      throw new Ending(exitCodes.badInput, 'certificate-shape', `${file} is no certificate in PEM.`, {
        next: 'Ask for tls-certificate.pem of the node.',
        cause,
      })
    }
  }

  /** Prints a result: the value as one line of JSON for a program, the text for a person. */
  async print(value: unknown, text: string): Promise<void> {
    await this.terminal.out(`${this.manner.json ? jsonText(value ?? null) : text}\n`)
  }

  /** Prints that an act is done: the API's answer for a program, one word for a person. */
  async done(value?: unknown, text: string = word('done', this.language)): Promise<void> {
    await this.print(value ?? { done: true }, text)
  }

  /** The bytes of a file named on the command line; `-` is standard input. */
  async file(path: string, maxBytes = 16 * 1_048_576): Promise<Uint8Array> {
    try {
      const bytes = path === '-' ? await this.#stdin(maxBytes) : await readFile(resolve(this.terminal.cwd, path))
      if (bytes.length > maxBytes) throw badInput('file-too-large', `${path} is larger than ${maxBytes} bytes.`, 'Hand in a smaller file.')
      return bytes
    } catch (cause) {
      if (cause instanceof Ending) throw cause
      throw new Ending(exitCodes.badInput, 'file-unreadable', `${path} cannot be read.`, {
        facts: { cause: (cause as NodeJS.ErrnoException).code ?? 'unknown' },
        next: 'Check its name and that you may read it.',
        cause,
      })
    }
  }

  /** A secret: from a file, else asked at the terminal. Never an argument, which every user of the machine could read. */
  async secret(question: string, file: string | undefined, option: string): Promise<string> {
    if (file !== undefined) return new TextDecoder().decode(await this.file(file, 4_096)).replace(/\r?\n$/, '')
    if (this.terminal.ask === undefined)
      throw new Ending(exitCodes.usage, 'secret-missing', `${question.replace(/:? *$/, '')} is needed, and nobody is at the terminal to ask.`, {
        next: `Hand it over in a file: ${option} FILE (- for standard input).`,
      })
    return this.terminal.ask(question, true)
  }

  /** A line from the person at the terminal, or an end that names the option to use instead. */
  async answer(question: string, option: string): Promise<string> {
    if (this.terminal.ask === undefined)
      throw new Ending(exitCodes.usage, 'option-missing', `${option} is needed.`, { next: 'Add it; --help shows an example.' })
    return this.terminal.ask(question, false)
  }

  async #stdin(maxBytes: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    let size = 0
    for await (const part of this.terminal.stdin) {
      const bytes = typeof part === 'string' ? new TextEncoder().encode(part) : part
      size += bytes.length
      if (size > maxBytes) break
      parts.push(bytes)
    }
    return Buffer.concat(size > maxBytes ? [new Uint8Array(maxBytes + 1)] : parts)
  }
}

/** What a verb does: its arguments and options as commander read them; the exit code, if not 0. */
export type Verb<Options> = (cli: Cli, args: readonly string[], options: Options) => Promise<ExitCode | undefined>

/** Gives commands their action. Made by `run` for one terminal; remembers how the verb ended. */
export type Acts = <Options = object>(command: Command, verb: Verb<Options & CommonOptions>) => Command
