import { type ParseArgsConfig, parseArgs } from 'node:util'

type Config = NonNullable<ParseArgsConfig['options']>
type Values<Options extends Config> = ReturnType<typeof parseArgs<{ options: Options }>>['values']

/**
 * Reads the options of a bench; `--help` is one of each. Says what stands in the way instead of throwing.
 *
 * @param check - a sentence about values that cannot be meant, or undefined
 * @returns the values, or the exit code with which the bench ends at once: 0 after its help was asked for, 1 where an option does not read
 */
export function readArgs<const Options extends Config>(
  args: readonly string[],
  help: string,
  options: Options,
  check: (values: Values<Options>) => string | undefined,
): Values<Options> | 0 | 1 {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(help)
    return 0
  }
  let wrong: string | undefined
  try {
    const { values } = parseArgs({ args: [...args], options })
    wrong = check(values as Values<Options>)
    if (wrong === undefined) return values as Values<Options>
  } catch (error) {
    wrong = (error as Error).message
  }
  console.error(`${wrong}\n\n${help}`)
  return 1
}

/** Whole numbers in a list such as `1,8,64`, each between `least` and `most`; undefined where one is not. */
export function wholeNumbers(text: string, least: number, most = Number.MAX_SAFE_INTEGER): number[] | undefined {
  const numbers = text.split(',').map(Number)
  return numbers.every(each => Number.isSafeInteger(each) && each >= least && each <= most) ? numbers : undefined
}
