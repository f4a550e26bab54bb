const help = `npm run bench -- exchange [--json] [--seconds N] [--engine sqlite|postgres]
    Exchanges a second between two whole nodes, beside what cryptography and durable commits alone allow.
    PostgreSQL: the server of DATABASE_URL, else one started for the run.
npm run bench -- identity [--json] [--large]
    Name pairs a second, index and search of invented persons, beside other ways on the same people.
npm run bench -- casework [--json] [--dossiers N] [--engine sqlite|postgres]
    How long the pages of daily work take with 100,000 dossiers in the store.
Each says all its options with --help.`

const [which, ...args] = process.argv.slice(2)
if (which === 'exchange') process.exitCode = await (await import('./exchange/main.ts')).runExchangeBench(args)
else if (which === 'identity') process.exitCode = await (await import('./identity/main.ts')).runIdentityBench(args)
else if (which === 'casework') process.exitCode = await (await import('./casework/main.ts')).runCaseworkBench(args)
else {
  const asked = which === '--help' || which === '-h'
  console[asked ? 'log' : 'error'](help)
  process.exitCode = asked ? 0 : 1
}
