import type { Command } from 'commander'
import type { Acts } from '../cli.ts'

/** identity: persons across Arabic and Latin script. */
export function identityVerbs(program: Command, acts: Acts): void {
  const identity = program.command('identity').description('Persons across scripts: how alike two records are, and why. A score ranks; a person decides.')

  acts<{ population?: string }>(
    identity
      .command('compare')
      .description('Compare pairs: JSON lines {"id","a","b"} from standard input; one line out for each in, in the same order.')
      .option('--population <count>', 'how many persons the other was found among; without it, even odds')
      .addHelpText(
        'after',
        `
A person: {"names":["محمد بن علي","Mohamed Ben Ali"],"birthDate":"1966-11-21","sex":"M","birthPlace":"Oujda",
           "documents":[{"kind":"passport","country":"MA","number":"AB123456"}]}; only one name is required.
Out: {"id","probability","decibans","same":true|false|null,"evidence":[{"field","says","decibans"}]}; null = cannot be told apart.
A line that cannot be read gives {"id","line","refused"} in its place, and the exit code is 1.

Example:
  $ echo '{"id":"1","a":{"names":["Mohamed El Idrissi"]},"b":{"names":["محمد الإدريسي"]}}' | entraide identity compare`,
      ),
    async (cli, _, { population }) => (await import('../identity-compare.ts')).comparePairs(cli, population),
  )
}
