import type { Draft, Identification, IdentificationFile, IdentificationStep, Matches, ProtectionView } from '@entraide/node/api'
import { codesOf, label } from '@entraide/vocabulary'
import { Argument, type Command, Option } from 'commander'
import type { Acts, Cli } from '../cli.ts'
import { jsonFile } from '../draft-fields.ts'
import { exitCodes } from '../ending.ts'
import { plainText } from '../plain-text.ts'
import { addAttachment } from './attachment.ts'
import { draftPath, draftText } from './draft.ts'
import { identificationText, protectionText } from './identification-text.ts'
import { type PaperOptions, savePaper, withPdf } from './paper.ts'
import { candidatesText } from './person-text.ts'

const guardCodes = ['RET', 'ASY', 'ART3', 'MIN', 'FAM', 'MED', 'THB', 'STA', 'CIT', 'INF'] as const
const languageCodes = ['en', 'fr', 'nl', 'ar'] as const

/** identification: a person in irregular stay, from the empty file to its end, on either side. */
export function identificationVerbs(program: Command, acts: Acts): void {
  const verb = program
    .command('identification')
    .description('Ask a partner to identify a person for return, guarded; verify and answer; follow it to its end.')
    .addHelpText(
      'after',
      `
The path of a file:
  $ entraide identification new --to MA-INT-IDENT --case OE/IDENT/2026/881 --writing fr
  $ entraide identification fill DOSSIER --from file.json --prints prints.nist --photo photo.jpg
  $ entraide identification guard DOSSIER ASY green           ten guards, each dated; they stay in this node
  $ entraide identification sign DOSSIER                      the second signature under article 3
  $ entraide identification submit DOSSIER                    and a second person releases it (entraide request release)
The path of an answer:
  $ entraide request open DOSSIER --reason "file of today"
  $ entraide identification verifying DOSSIER                 taken as complete: IDENT-45 runs
  $ entraide identification candidates DOSSIER                compared and explained; confirm or dismiss each
  $ entraide identification decide DOSSIER CNF --reason "…"   a person decides; the reason stays here`,
    )

  acts<{ to: string; case: string; writing: string; agreement?: string }>(
    verb
      .command('new')
      .description('Begin an identification with an empty file; nothing is sent.')
      .requiredOption('--to <node>', 'the partner that is asked')
      .requiredOption('--case <reference>', 'the case it belongs to')
      .addOption(new Option('--writing <language>', 'the language of the file').choices([...languageCodes]).default('fr'))
      .option('--agreement <hash>', 'under this agreement, where several would carry it'),
    async (cli, _, { to, case: caseReference, writing, agreement }) => {
      const body = { to, caseReference, language: writing, ...(agreement === undefined ? {} : { agreement }) }
      return await show(cli, await cli.node.send<Identification>('POST', '/v1/identifications', body))
    },
  )

  acts<PaperOptions>(
    withPdf(
      verb
        .command('show <dossier>')
        .description('File, guards, clock, course and next steps; only once opened today. With --pdf, file and course on paper; the guards stay here.'),
    ),
    async (cli, [id = ''], { pdf, lang }) =>
      pdf === undefined ? show(cli, await cli.node.get<Identification>(path(id))) : savePaper(cli, `/v1/threads/${encodeURIComponent(id)}/paper`, pdf, lang),
  )

  acts<{ from?: string; prints?: string; photo?: string }>(
    verb
      .command('fill <dossier>')
      .description('Fill the file in: what stands in the JSON file is taken over, the rest stays as it is.')
      .option('--from <file>', 'a JSON file with members of the file (names, birthDate, father, …); - for standard input')
      .option('--prints <file>', 'the prints, as one ANSI/NIST-ITL file')
      .option('--photo <file>', 'a photo, PNG or JPEG'),
    async (cli, [id = ''], { from, prints, photo }) => {
      const before = await cli.node.get<Identification>(path(id))
      const draft = before.draft
      if (draft === null || before.file === null) return await show(cli, before)
      for (const file of [prints, photo]) if (file !== undefined) await addAttachment(cli, draft.id, file)
      const said = from === undefined ? {} : ((await jsonFile(cli, from)) as unknown as Partial<IdentificationFile>)
      const change = { version: draft.version, file: { ...before.file, ...said } }
      return await show(cli, await cli.node.send<Identification>('PUT', `${path(id)}/file`, change))
    },
  )

  acts<{ note: string; protect?: boolean }>(
    verb
      .command('guard <dossier>')
      .addArgument(new Argument('<guard>').choices([...guardCodes]))
      .addArgument(new Argument('<state>').choices(['green', 'red']))
      .description('Write down what was found about a guard. It stays in this node; a red one blocks, or writes a pause.')
      .option('--note <text>', 'on what it rests', '')
      .option('--protect', "and put the person under this node's protection (of a red ASY, MIN or THB)"),
    async (cli, [id = '', guard = '', state = ''], { note, protect = false }) =>
      show(cli, await cli.node.send<Identification>('POST', `${path(id)}/guards`, { guard, state, note, protect })),
  )

  acts(verb.command('sign <dossier>').description('Sign the assessment under article 3 as the second person.'), async (cli, [id = '']) =>
    show(cli, await cli.node.send<Identification>('POST', `${path(id)}/signature`, {})),
  )

  acts(verb.command('submit <dossier>').description('Hand the file to the releasing officer.'), async (cli, [id = '']) => {
    const { draft } = await cli.node.get<Identification>(path(id))
    const submitted = await cli.node.send<Draft>('POST', `${draftPath(draft?.id ?? id)}/submit`)
    await cli.print(submitted, draftText(submitted))
    return exitCodes.ok
  })

  stepVerbs(verb, acts)

  acts(verb.command('candidates <dossier>').description('Who of our own holdings it may be: compared, explained, never decided.'), async (cli, [id = '']) => {
    const matches = await cli.node.get<Matches>(`/v1/threads/${encodeURIComponent(id)}/matches`)
    await cli.print(matches, candidatesText(cli, matches))
    return exitCodes.ok
  })
  for (const decision of ['confirm', 'dismiss'] as const)
    acts<{ reason: string }>(
      verb
        .command(`${decision} <dossier> <candidate>`)
        .description(decision === 'confirm' ? 'Confirm that a candidate is the person asked about.' : 'Dismiss a candidate as another person.')
        .requiredOption('--reason <text>', 'why'),
      async (cli, [id = '', match = ''], { reason }) => {
        await cli.done(await cli.node.send('POST', `/v1/threads/${encodeURIComponent(id)}/matches/${encodeURIComponent(match)}/decision`, { decision, reason }))
        return exitCodes.ok
      },
    )

  acts<{ reason: string; match?: string; person?: string }>(
    verb
      .command('decide <dossier>')
      .addArgument(new Argument('<outcome>').choices(['CNF', 'CNI', 'NOT', 'NOM', 'INC']))
      .description('Decide what was found out, with a reason that stays here; the answer waits for a second person.')
      .requiredOption('--reason <text>', 'why')
      .option('--match <id>', 'the candidate it rests on, confirmed before')
      .option('--person <file>', 'of CNI: the identity that is confirmed, as a JSON file'),
    async (cli, [id = '', outcome = ''], { reason, match, person }) => {
      const identity = person === undefined ? {} : { person: await jsonFile(cli, person) }
      return await written(cli, await cli.node.send<Draft>('POST', `${path(id)}/outcome`, { outcome, reason, match: match ?? null, ...identity }))
    },
  )

  acts(
    verb.command('close <dossier>').description('Close an identification that is over and whose prints are gone from the partner.'),
    async (cli, [id = '']) => show(cli, await cli.node.send<Identification>('POST', `${path(id)}/closing`, {})),
  )
}

/** What goes on in the thread; each is written by the node and waits for a second person. */
function stepVerbs(verb: Command, acts: Acts): void {
  const step = <Options>(command: Command, of: (options: Options) => IdentificationStep) =>
    acts<Options>(command, async (cli, [id = ''], options) => written(cli, await cli.node.send<Draft>('POST', `${path(id)}/steps`, of(options))))

  for (const [name, description] of [
    ['pause', 'Pause it. The partner learns that, never why; it leaves at the next daily slot.'],
    ['resume', 'Go on after a pause; all guards must be green.'],
  ] as const)
    step<{ reason: string }>(
      verb.command(`${name} <dossier>`).description(description).requiredOption('--reason <text>', 'why; it stays in this node'),
      ({ reason }) => ({ step: name, reason }),
    )
  step<{ cause: 'vanished' | 'protected' | 'regularised' | 'other'; reason: string }>(
    verb
      .command('withdraw <dossier>')
      .description('Withdraw a paused file; it leaves on the review day of the pause, whatever the cause.')
      .addOption(new Option('--cause <cause>', 'it stays in this node').choices(['vanished', 'protected', 'regularised', 'other']).makeOptionMandatory())
      .requiredOption('--reason <text>', 'why; it stays in this node'),
    ({ cause, reason }) => ({ step: 'withdraw', cause, reason }),
  )
  step<{ heldOn: string; interpreter: 'ar' }>(
    verb
      .command('interviewed <dossier>')
      .description('Say that the interview was held: the person was told of the right to silence on asylum, and the lawyer was told.')
      .requiredOption('--held-on <day>', 'when')
      .addOption(new Option('--interpreter <language>', 'in which language').choices(codesOf('language')).makeOptionMandatory())
      .requiredOption('--told', 'the person was told of the right to silence on asylum, and the lawyer was told'),
    ({ heldOn, interpreter }) => ({ step: 'interviewed', heldOn: heldOn as never, interpreter, silenceOnAsylumTold: true, lawyerTold: true }),
  )
  step<{ travelOn?: string; note: string }>(
    verb
      .command('request-document <dossier>')
      .description('Ask for the travel document.')
      .option('--travel-on <day>', 'for which day')
      .option('--note <text>', 'more', ''),
    ({ travelOn, note }) => ({ step: 'request-document', travelOn: (travelOn ?? null) as never, note }),
  )
  step<{ on: string }>(
    verb.command('used <dossier>').description('Say that the travel document was used: the person has returned.').requiredOption('--on <day>', 'when'),
    ({ on }) => ({ step: 'used', usedOn: on as never }),
  )
  for (const [name, description] of [
    ['complete', 'Complete a file that was returned.'],
    ['clarify', 'Ask or give a clarification.'],
    ['return', 'Return a file to be completed; the clock stops.'],
    ['misidentified', 'Say that the person who arrived is not the one confirmed.'],
  ] as const)
    step<{ note: string }>(
      verb.command(`${name} <dossier>`).description(description).requiredOption('--note <text>', 'what the partner reads'),
      ({ note }) => ({
        step: name,
        note,
      }),
    )
  for (const [name, description] of [
    ['verifying', 'Take a file as complete: IDENT-45 runs from here.'],
    ['refuse-document', 'Refuse the travel document.'],
  ] as const)
    step(verb.command(`${name} <dossier>`).description(description), () => ({ step: name }))
  step<{ on?: string; interpreter: 'ar' }>(
    verb
      .command('interview <dossier>')
      .description('Ask for an interview; it is inside the time of the answer.')
      .option('--on <day>', 'when, if it is known')
      .addOption(new Option('--interpreter <language>', 'in which language').choices(codesOf('language')).makeOptionMandatory()),
    ({ on, interpreter }) => ({ step: 'interview', interviewOn: (on ?? null) as never, interpreter }),
  )
  step<{ type: 'XCLP'; from: string; until: string; journeys: string }>(
    verb
      .command('issue-document <dossier>')
      .description('Issue the travel document.')
      .option('--type <code>', 'which document', 'XCLP')
      .requiredOption('--from <day>', 'valid from')
      .requiredOption('--until <day>', 'valid until')
      .option('--journeys <n>', 'for how many journeys', '1'),
    ({ type, from, until, journeys }) => ({
      step: 'issue-document',
      documentType: type,
      validFrom: from as never,
      validUntil: until as never,
      journeys: Number(journeys),
    }),
  )
  step<{ ground: 'GENR'; note: string }>(
    verb
      .command('refuse <dossier>')
      .description('Refuse a file on a coded ground. Protected grounds, and having nothing, travel as GENR.')
      .requiredOption('--ground <code>', 'refusal ground')
      .option('--note <text>', 'what the partner reads', ''),
    ({ ground, note }) => ({ step: 'refuse', ground, note }),
  )
}

/** protection: persons under this node's own protection. Nothing of it is ever asked of or told to another node. */
export function protectionVerbs(program: Command, acts: Acts): void {
  const verb = program.command('protection').description("Keep the register of persons under this node's protection: asylum, minors, victims.")

  acts<{ ground: string; reason: string; dossier?: string }>(
    verb
      .command('add <person>')
      .description('Put a person under protection: a JSON file with names and what else is known.')
      .addOption(new Option('--ground <code>', 'why').choices(['ASYL', 'MINR', 'VICT']).makeOptionMandatory())
      .requiredOption('--reason <text>', 'on what it rests')
      .option('--dossier <id>', 'the dossier it was found in'),
    async (cli, [person = ''], { ground, reason, dossier }) => {
      const kept = await cli.node.send<ProtectionView>('POST', '/v1/protections', {
        person: await jsonFile(cli, person),
        ground,
        reason,
        dossier: dossier ?? null,
      })
      await cli.print(kept, protectionText(cli, kept))
      return exitCodes.ok
    },
  )

  acts<{ reason: string }>(
    verb.command('search <person>').description('Look a person up among the protected.').requiredOption('--reason <text>', 'why; it is logged'),
    async (cli, [person = ''], { reason }) => {
      const found = await cli.node.send<{ rows: ProtectionView[] }>('POST', '/v1/protections/search', { person: await jsonFile(cli, person), reason })
      await cli.print(found, found.rows.map(row => protectionText(cli, row)).join('\n'))
      return exitCodes.ok
    },
  )

  acts<{ reason: string }>(
    verb.command('lift <protection>').description('End a protection.').requiredOption('--reason <text>', 'why'),
    async (cli, [id = ''], { reason }) => {
      await cli.done(await cli.node.send('POST', `/v1/protections/${encodeURIComponent(id)}/lifting`, { reason }))
      return exitCodes.ok
    },
  )

  acts<{ reason: string }>(
    verb
      .command('other <dossier> <protection>')
      .description('Say, as a legal adviser, that the person of a file is not the one protected.')
      .requiredOption('--reason <text>', 'why'),
    async (cli, [id = '', protection = ''], { reason }) =>
      show(cli, await cli.node.send<Identification>('POST', `${path(id)}/protections/${encodeURIComponent(protection)}/judgement`, { reason })),
  )
}

async function show(cli: Cli, identification: Identification) {
  await cli.print(identification, identificationText(cli, identification))
  return exitCodes.ok
}

/** What was written waits for a second person: its draft. */
async function written(cli: Cli, draft: Draft) {
  await cli.print(draft, `${draftText(draft)}\n${plainText(label('messageType', draft.fields.messageType, cli.language) ?? '')}`)
  return exitCodes.ok
}

const path = (id: string) => `/v1/identifications/${encodeURIComponent(id)}`
