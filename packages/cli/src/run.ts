import { Fault } from '@entraide/ground'
import { type Language, languages } from '@entraide/vocabulary'
import { type Command, CommanderError } from 'commander'
import { type Acts, Cli, type CommonOptions } from './cli.ts'
import { Ending, type ExitCode, exitCodes } from './ending.ts'
import { plainText } from './plain-text.ts'
import { programOf } from './program.ts'
import { endingJson, endingText } from './say.ts'
import type { Terminal } from './terminal.ts'

/**
 * Runs one command line and answers its exit code. Never throws and never ends the process.
 * @param argv - the arguments after the command's own name
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let ended: ExitCode = exitCodes.ok
  const acts: Acts = (command, verb) =>
    command.action(async () => {
      const options = command.optsWithGlobals() as CommonOptions & Parameters<typeof verb>[2]
      const cli = new Cli(terminal, options)
      const certificate = options.certificate ?? terminal.env.ENTRAIDE_CERTIFICATE
      if (certificate !== undefined) await cli.trust(certificate)
      ended = (await verb(cli, command.args, options)) ?? exitCodes.ok
    })
  const program = programOf(acts)
  settle(program, terminal)
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return ended
  } catch (thrown) {
    return await sayEnding(thrown, argv, terminal)
  }
}

/** The same manners for every command: nothing ends the process, help shows common options, texts go to the terminal. */
function settle(command: Command, terminal: Terminal): void {
  command
    .exitOverride()
    .configureOutput({ writeOut: text => void terminal.out(text), writeErr: text => terminal.err(plainText(text)) })
    .configureHelp({ showGlobalOptions: true, helpWidth: 100 })
    .showHelpAfterError('Add --help to see what fits here.')
  for (const each of command.commands) settle(each as Command, terminal)
}

async function sayEnding(thrown: unknown, argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.ok : exitCodes.usage
  if ((thrown as NodeJS.ErrnoException | null)?.code === 'EPIPE') return exitCodes.ok
  const ending = thrown instanceof Ending ? thrown : faultOf(thrown)
  if (argv.includes('--json')) await terminal.out(`${endingJson(ending, languageIn(argv))}\n`)
  terminal.err(`${endingText(ending, languageIn(argv))}\n`)
  if (ending.exitCode === exitCodes.fault && terminal.env.ENTRAIDE_TRACE !== undefined && thrown instanceof Error)
    terminal.err(`${plainText(thrown.stack ?? '')}\n`)
  return ending.exitCode
}

function faultOf(thrown: unknown): Ending {
  const code = thrown instanceof Fault ? thrown.code : 'fault'
  return new Ending(exitCodes.fault, code, thrown instanceof Error ? thrown.message : String(thrown), {
    facts: thrown instanceof Fault ? thrown.facts : {},
    next: 'This is a fault of the program, not of yours. Run it again with ENTRAIDE_TRACE=1 and report what it prints.',
  })
}

function languageIn(argv: readonly string[]): Language {
  const at = argv.findIndex(argument => argument === '--language' || argument.startsWith('--language='))
  const named = at === -1 ? '' : (argv[at]?.split('=')[1] ?? argv[at + 1])
  return languages.find(language => language === named) ?? 'en'
}
