import type { Command } from 'commander'
import type { Acts } from '../cli.ts'
import type { IndexOptions } from '../identity-index.ts'
import type { SearchOptions } from '../identity-search.ts'

/** identity: persons across Arabic and Latin script. */
export function identityVerbs(program: Command, acts: Acts): void {
  const identity = program.command('identity').description('Persons across scripts: how alike two records are, and why. A score ranks; a person decides.')

  acts<{ population?: string; explain?: boolean }>(
    identity
      .command('compare')
      .description('Compare pairs: JSON lines {"id","a","b"} from standard input; one line out for each in, in the same order.')
      .option('--population <count>', 'how many persons the other was found among; without it, even odds')
      .option('--explain', 'say each piece of evidence in words too, and what would tell namesakes apart')
      .addHelpText(
        'after',
        `
A person: {"names":["محمد بن علي","Mohamed Ben Ali"],"birthDate":"1966-11-21","sex":"M","birthPlace":"Oujda",
           "documents":[{"kind":"passport","country":"MA","number":"AB123456"}]}; only one name is required.
Out: {"id","probability","decibans","same":true|false|null,"evidence":[{"field","says","decibans"}]}; null = cannot be told apart.
Names that had to be cleaned first (marks of direction, invisible or look-alike letters, signs) are said: "flags":{"a":[…],"b":[…]}.
A line that cannot be read gives {"id","line","refused"} in its place, and the exit code is 1.

Example:
  $ echo '{"id":"1","a":{"names":["Mohamed El Idrissi"]},"b":{"names":["محمد الإدريسي"]}}' | entraide identity compare`,
      ),
    async (cli, _, { population, explain }) => (await import('../identity-compare.ts')).comparePairs(cli, population, explain),
  )

  acts<IndexOptions>(
    identity
      .command('index')
      .description('Take records into an index at rest: sealed, under keyed hashes. Broken off, the same command goes on.')
      .requiredOption('--store <place>', 'a folder, or postgres://…')
      .requiredOption('--records <file>', 'JSON lines {"id", …PERSON, "protected"?}; - for standard input')
      .option('--key <file>', "the key of the index; made if missing (default: index.key in the folder, else in the user's state folder)")
      .option('--skip-bad', 'take in the good rows of a file that has bad ones')
      .addHelpText(
        'after',
        `
A row takes the place of whatever stands under its id; {"id":"…","removed":true} takes it out. A file with bad rows is not taken in:
each bad row is a line out, {"line","refused","facts"}, and the exit code is 1. The last line out says what was done.

Example:
  $ entraide identity index --store ./register --records people.jsonl`,
      ),
    async (cli, _, options) => (await import('../identity-index.ts')).indexRecords(cli, options),
  )

  acts<SearchOptions>(
    identity
      .command('search')
      .description('Search an index: one line out for each question, in the same order, likeliest records first.')
      .requiredOption('--store <place>', 'a folder, or postgres://…')
      .requiredOption('--queries <file>', 'JSON lines {"id", …PERSON}; - for standard input')
      .option('--top <count>', 'how many records for each question', '10')
      .option('--key <file>', 'the key of the index')
      .option('--population <count>', 'how many persons it could be (default: those in the index)')
      .option('--in-memory', 'load the index into memory first: slower to begin, faster to answer')
      .option('--protected', 'meet protected records too; each is marked')
      .option('--stats', 'a last line with queries a second, p50 and p95 in milliseconds, and resident memory')
      .addHelpText(
        'after',
        `
Out: {"id","hits":[{"id","probability"}],"ms"}. A probability ranks and is never 1: a person decides.

Example:
  $ entraide identity search --store ./register --queries asked.jsonl --top 5 --stats`,
      ),
    async (cli, _, options) => (await import('../identity-search.ts')).searchIndex(cli, options),
  )
}
