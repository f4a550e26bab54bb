import type { Dossier, Draft, Proof } from '@entraide/node/api'
import { label } from '@entraide/vocabulary'
import { Argument, type Command, Option } from 'commander'
import type { DecisionShape } from '../api-shapes.ts'
import type { Acts, Cli } from '../cli.ts'
import { type FieldOptions, fieldsOf, replyFields, withFieldOptions } from '../draft-fields.ts'
import { exitCodes } from '../ending.ts'
import { plainText } from '../plain-text.ts'
import { fetchAttachment } from './attachment.ts'
import { draftPath, startDraft } from './draft.ts'
import { type PaperOptions, savePaper, withPdf } from './paper.ts'

type Reply = FieldOptions & {
  readonly attach?: string[]
  readonly submit?: boolean
  readonly ground?: string
  readonly use?: string
  readonly partial?: boolean
}

/** The part of `request` that works on a dossier: reading it is an act with a reason; answering begins a draft. */
export function dossierVerbs(request: Command, acts: Acts): void {
  const shows = request.command('show <id>').description('A dossier (its content only once opened today) or a draft; with --pdf, a dossier on paper.')
  acts<PaperOptions>(withPdf(shows), async (cli, [id = ''], { pdf, lang }) => {
    if (pdf !== undefined) return savePaper(cli, `${threadPath(id)}/paper`, pdf, lang)
    const shown = await cli.node.get<Dossier>(threadPath(id)).catch(async error => {
      if (error.code !== 'not-found') throw error
      return cli.node.get<Draft>(draftPath(id))
    })
    await cli.print(shown, 'row' in shown ? dossierText(cli, shown) : plainText(JSON.stringify(shown, null, 2)))
    return exitCodes.ok
  })

  acts<{ reason: string }>(
    request
      .command('open <dossier>')
      .description('Open a dossier: reading is an act, logged with its reason, once a case and day.')
      .requiredOption('--reason <text>', 'why, bound to a case')
      .addHelpText('after', '\nExample:\n  $ entraide request open DOSSIER --reason "case 2026/114, request of today"'),
    async (cli, [id = ''], { reason }) => {
      const dossier = await cli.node.send<Dossier>('POST', `${threadPath(id)}/openings`, { reason })
      await cli.print(dossier, dossierText(cli, dossier))
      return exitCodes.ok
    },
  )

  for (const [verb, act, description] of [
    ['accept', 'acceptance', 'Accept a request as complete: its clock runs on.'],
    ['close', 'closing', 'Close a dossier that is finished.'],
    ['await-authorisation', 'authorisation', 'Note that a magistrate has to consent first.'],
    ['resume', 'resumption', 'Take work up again after the consent.'],
  ] as const)
    acts(request.command(`${verb} <dossier>`).description(description), async (cli, [id = '']) => {
      await cli.done(await cli.node.send('POST', `${threadPath(id)}/${act}`, {}))
      return exitCodes.ok
    })

  acts(
    request.command('assign <dossier> [account]').description('Assign a dossier to an account; without one, to nobody.'),
    async (cli, [id = '', account]) => {
      await cli.done(await cli.node.send('POST', `${threadPath(id)}/assignment`, { to: account ?? null }))
      return exitCodes.ok
    },
  )

  acts<{ reason: string }>(
    request
      .command('assess <dossier>')
      .addArgument(new Argument('<assessment>').choices(['accepted', 'not-relevant', 'quarantined']))
      .description('Assess spontaneous information.')
      .requiredOption('--reason <text>', 'why'),
    async (cli, [id = '', assessment = ''], { reason }) => {
      await cli.done(await cli.node.send('POST', `${threadPath(id)}/assessment`, { assessment, reason }))
      return exitCodes.ok
    },
  )

  reply(
    request.command('answer <dossier>').description('Answer a request.').option('--partial', 'a part of the answer; more will follow'),
    acts,
    'REP',
    ({ partial }) => ({ extent: partial === true ? 'partial' : 'whole' }),
  )
  reply(
    request
      .command('refuse <dossier>')
      .description('Refuse a request on a coded ground. Protected grounds travel as GENR.')
      .requiredOption('--ground <code>', 'refusal ground (NAVL, DCAT, DISP, GENR …)'),
    acts,
    'RFS',
    ({ ground }) => ({
      ground: ground as Draft['fields']['ground'],
    }),
  )
  reply(
    request.command('return <dossier>').description('Return a request to be completed, with a --note on what is missing; its clock stops.'),
    acts,
    'RTC',
    () => ({}),
  )
  reply(request.command('clarify <dossier>').description('Ask or give a clarification, in a --note.'), acts, 'CLR', () => ({}))
  reply(
    request.command('withdraw <dossier>').description('Withdraw our own request, with a --note; the partner deletes it and says so.'),
    acts,
    'WDW',
    () => ({}),
  )
  reply(
    request
      .command('feedback <dossier>')
      .description('Tell the partner what became of its information.')
      .addOption(new Option('--use <use>', 'what became of it').choices(['used', 'used-in-part', 'not-used', 'false-lead']).makeOptionMandatory()),
    acts,
    'FBK',
    ({ use }) => ({ use: use as Draft['fields']['use'] }),
  )

  acts<{ out: string }>(
    request
      .command('attachment <message> <attachment>')
      .description('Save an attachment of an opened dossier to a new file. It is never run or shown.')
      .requiredOption('--out <file>', 'the file to write; it must not exist'),
    async (cli, [message = '', attachment = ''], { out }) => {
      const bytes = await fetchAttachment(cli, message, attachment, out)
      await cli.print({ file: out, bytes }, `${out}: ${bytes} bytes`)
      return exitCodes.ok
    },
  )

  acts(request.command('proof <message>').description("A message's receipt and where the logs hold it."), async (cli, [message = '']) => {
    const proof = await cli.node.get<Proof>(`/v1/messages/${encodeURIComponent(message)}/proof`)
    const lines = Object.entries(proof).map(([name, value]) => `${name.padEnd(16)} ${value ?? '-'}`)
    await cli.print(proof, plainText(lines.join('\n')))
    return exitCodes.ok
  })
}

/** A verb that begins a message in a thread, with the thread's own legal basis filled in. */
function reply(command: Command, acts: Acts, messageType: Draft['fields']['messageType'], extra: (options: Reply) => Partial<Draft['fields']>): void {
  const withOptions = withFieldOptions(command).option('--attach <files...>', 'attach files').option('--submit', 'and hand it to the releasing officer at once')
  acts<Reply>(withOptions, async (cli, [id = ''], options) => {
    const base = { ...replyFields(await cli.node.get<Dossier>(threadPath(id)), messageType), ...extra(options) }
    const fields = await fieldsOf(cli, options, base)
    const clause = options.clause ?? (await clauseFor(cli, fields))
    return startDraft(cli, { ...fields, clause }, id, options.attach ?? [], options.submit === true)
  })
}

/** The thread's own clause where it permits this kind too, else the first of the same agreement that does. */
async function clauseFor(cli: Cli, fields: Draft['fields']): Promise<string> {
  const { candidates } = await cli.node.send<DecisionShape>('POST', '/v1/check', { fields })
  const ofAgreement = candidates.filter(each => each.agreement === fields.agreement)
  return ofAgreement.some(each => each.clause === fields.clause) ? fields.clause : (ofAgreement[0]?.clause ?? fields.clause)
}

const threadPath = (id: string) => `/v1/threads/${encodeURIComponent(id)}`

function dossierText(cli: Cli, dossier: Dossier): string {
  const { row, legalBasis } = dossier
  const basis =
    legalBasis === null
      ? []
      : [
          `basis     ${legalBasis.agreement.id} ${legalBasis.clause} [${legalBasis.clauseStatus}] ${legalBasis.clauseSummary[cli.language] ?? ''}`,
          `may       ${legalBasis.handling.join(' ')}, hold until ${legalBasis.holdUntil}`,
          ...legalBasis.restrictions.map(text => `H3        ${text}`),
        ]
  const messages = dossier.messages.flatMap(message => [
    '',
    `${message.direction === 'in' ? '<-' : '->'} ${message.at}  ${label('messageType', message.messageType, cli.language)}  ${message.drafter.office} ${message.drafter.serviceNumber}, released by ${message.releaser.serviceNumber}`,
    ...[message.title, message.reasons, message.note].filter(text => text !== ''),
    ...(message.event === null ? [] : [`event ${message.event}`]),
    ...message.restrictions.map(text => `H3 ${text}`),
    ...message.items.map(item => JSON.stringify(item)),
    ...message.marks.map(
      mark => `${mark.kind} ${mark.state}${mark.effect === null ? '' : `, ${mark.effect} here`}, ${mark.at.slice(0, 16)}, notice ${mark.notice}`,
    ),
    ...(message.erased === null ? [] : [`erased ${message.erased.at.slice(0, 16)} (${message.erased.cause})`]),
    ...message.attachments.map(file => `file ${plainText(String(file.name), true)} ${file.id}${file.present ? '' : ' (not here yet)'}`),
    `receipt ${message.proof.verdict}${message.proof.code === null ? '' : ` ${message.proof.code}`}`,
  ])
  return [
    `${row.ourReference}${row.yourReference === null ? '' : `  (theirs ${row.yourReference})`}  ${row.partner}  ${row.state}`,
    ...basis,
    ...dossier.obligations.map(each => `notice    ${each.notice}  ${each.kind}  ${each.side}  ${each.state}${each.overdue ? ' !' : ''}`),
    ...dossier.origins.map(
      ({ id, state, authority, since, told }) =>
        `tell      ${state} ${authority ?? ''}  ${told === null ? `! since ${since.slice(0, 16)} (entraide obligation told ${id} --note "…")` : `told ${told.at.slice(0, 16)}`}`,
    ),
    `next acts ${dossier.acts.join(', ')}`,
    ...(dossier.undo === null ? [] : [`undo      ${dossier.undo.act} (entraide request undo ${row.dossier})`]),
    ...(dossier.opened ? messages : ['', 'Not opened today: entraide request open DOSSIER --reason "…"']),
  ]
    .map(line => plainText(line))
    .join('\n')
}
