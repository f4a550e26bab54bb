import { languages } from '@entraide/vocabulary'
import { Command, Option } from 'commander'
import type { Acts } from './cli.ts'
import { families } from './verbs.ts'

const overview = `
Exit codes:
  0  done; for a question: permitted      3  refused
  1  what was handed in has an error      4  the node does not answer
  2  the command was not understood       5  the node is locked
                                         70  a fault: a bug or an outage

Examples:
  $ entraide agreement decide BE-MA-2014-PCC --ask ask.json      may this message leave?
  $ entraide agreement check agreements/*.json                   is every file well formed?
  $ entraide node init --data ./node --id BE-POL-SPOC            a node of one's own
  $ entraide sign-in --service-number 4471                       then: inbox, request, outbox …
  $ entraide inbox --json | jq .rows[0]                          for programs

More: entraide VERB --help`

/** The whole tree of verbs, each with the action that `acts` gives it. */
export function programOf(acts: Acts): Command {
  const program = new Command('entraide')
    .description('Exchange between authorities under an agreement, from a terminal.')
    .addOption(new Option('--json', 'print one JSON value a line, for programs'))
    .addOption(new Option('--language <code>', 'language of results').choices([...languages]).default('en'))
    .addOption(new Option('--node <url>', 'the node to speak to (default: ENTRAIDE_NODE, else http://127.0.0.1:8443)'))
    .addOption(new Option('--certificate <file>', "trust this certificate beside the system's: a node's own (default: ENTRAIDE_CERTIFICATE)"))
    .addHelpText('after', overview)
  for (const family of families) family(program, acts)
  return program
}
