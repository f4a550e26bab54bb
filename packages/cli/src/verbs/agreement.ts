import { check } from '@entraide/agreement'
import type { Command } from 'commander'
import { agreementNamed, askIn, instantGiven, malformed, placesIn, policyIn } from '../agreement-file.ts'
import type { Acts, Cli } from '../cli.ts'
import { exitCodes } from '../ending.ts'
import { plainText } from '../plain-text.ts'
import { unmetText } from '../say.ts'
import { word } from '../words.ts'
import { heldAgreementVerbs } from './held-agreement.ts'

/** agreement: questions to an instrument that need no node, and what a node does with one. */
export function agreementVerbs(program: Command, acts: Acts): void {
  const agreement = program
    .command('agreement')
    .description('Agreements: check a file, ask what it permits, read it, compare versions; hold and sign them on a node.')
    .addHelpText('after', '\nAGREEMENT is a file, or an id found in a file under agreements/ (BE-MA-2014-PCC).')

  acts<{ ask: string; policy?: string; now?: string }>(
    agreement
      .command('decide <agreement>')
      .description('May this message leave? Names the permitting clause, or every unmet condition with its rule and what would mend it.')
      .requiredOption('--ask <file>', 'the question, as JSON (spec/ask.schema.json; - for standard input)')
      .option('--policy <file>', "the node's own law; it can only refuse or require more")
      .option('--now <instant>', 'judge at this moment instead of now (2026-11-23T14:00:00Z)')
      .addHelpText(
        'after',
        `
Exit codes: 0 permitted, 3 refused, 1 a file has an error (with file, line and column).

Examples:
  $ entraide agreement decide BE-MA-2014-PCC --ask ask.json
  $ entraide agreement decide agreements/be-ma-2014-police-convention.json --ask ask.json --policy policies/BE-POL-SPOC.json --json
    {"decision":"refuse","clause":"C04","unmet":[{"code":"assurance-missing","rule":"R23","clause":null,"mend":"obtain-assurances"}]}`,
      ),
    async (cli, [named = ''], options) => decide(cli, named, options),
  )

  acts(
    agreement
      .command('check <files...>')
      .description('Is every file well formed: agreements, policies, plan chains, routing tables. Errors come with line and column.')
      .addHelpText(
        'after',
        '\nExit codes: 0 all well, 1 at least one has an error.\n\nExample:\n  $ entraide agreement check agreements/*.json policies/*.json',
      ),
    async (cli, files) => {
      const places = []
      for (const file of files) places.push(...placesIn(file, await cli.file(file)))
      if (places.length > 0) throw malformed(files.join(', '), 'document-malformed', places)
      await cli.print({ well: files }, files.map(file => plainText(`${file}: ${word('well', cli.language)}`, true)).join('\n'))
      return exitCodes.ok
    },
  )

  heldAgreementVerbs(agreement, acts)
}

async function decide(cli: Cli, named: string, options: { readonly ask: string; readonly policy?: string; readonly now?: string }) {
  const { agreement } = await agreementNamed(cli, named)
  const ask = await askIn(cli, options.ask)
  const policy = options.policy === undefined ? null : await policyIn(cli, options.policy)
  const decision = check(ask, agreement, policy, instantGiven(cli, options.now))
  const language = cli.language
  if (decision.decision === 'permit') {
    await cli.print({ decision: 'permit', clause: decision.clause, unmet: [] }, word('permittedBy', language, { clause: decision.clause }))
    return exitCodes.ok
  }
  const head = decision.clause === null ? word('refused', language) : word('refusedUnder', language, { clause: decision.clause })
  await cli.print(
    { decision: 'refuse', clause: decision.clause, unmet: decision.unmet.map(({ code, rule, clause, mend }) => ({ code, rule, clause, mend })) },
    [head, ...decision.unmet.map(unmet => unmetText(unmet, language))].join('\n'),
  )
  return exitCodes.refused
}
