import type { Command } from 'commander'
import type { Acts } from '../cli.ts'
import { heldAgreementVerbs, replayHeld } from './held-agreement.ts'

/** The offline questions are loaded when one is asked: every other verb starts without the evaluator. */
const questions = () => import('../agreement-question.ts')

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
    async (cli, [named = ''], options) => (await questions()).decide(cli, named, options),
  )

  acts(
    agreement
      .command('check <files...>')
      .description('Is every file well formed: agreements, policies, plan chains, routing tables. Errors come with line and column.')
      .addHelpText(
        'after',
        '\nExit codes: 0 all well, 1 at least one has an error.\n\nExample:\n  $ entraide agreement check agreements/*.json policies/*.json',
      ),
    async (cli, files) => (await questions()).checkFiles(cli, files),
  )

  acts(
    agreement
      .command('explain <agreement>')
      .description('The instrument as readable text, in the language of --language: every clause, what it permits or asks, how well it is evidenced.')
      .addHelpText('after', '\nExample:\n  $ entraide agreement explain BE-MA-2014-PCC --language fr'),
    async (cli, [named = '']) => (await questions()).explainFile(cli, named),
  )

  acts(
    agreement
      .command('diff <before> <after>')
      .description('What the second text would newly permit (+), newly refuse (-), rule otherwise (!), and every field that differs (~).')
      .addHelpText('after', '\nExample:\n  $ entraide agreement diff BE-MA-2014-PCC drafts/amended.json'),
    async (cli, [before = '', after = '']) => (await questions()).diffFiles(cli, before, after),
  )

  acts<{ entries?: string; policy?: string }>(
    agreement
      .command('replay <agreement>')
      .description('Which past exchanges a text (a draft amendment, say) would have decided otherwise, each judged at its own moment.')
      .option('--entries <file>', 'JSON lines {"id","at","decision","ask"} (- for standard input); without it, the exchanges of --node')
      .option('--policy <file>', "the node's own law")
      .addHelpText('after', '\nExample:\n  $ entraide agreement replay drafts/amended.json --entries last-year.jsonl'),
    async (cli, [named = ''], { entries, policy }) =>
      entries === undefined ? replayHeld(cli, named) : (await questions()).replayFile(cli, named, { entries, ...(policy === undefined ? {} : { policy }) }),
  )

  heldAgreementVerbs(agreement, acts)
}
