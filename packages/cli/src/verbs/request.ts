import type { Draft, DraftRow, Preview } from '@entraide/node/api'
import { label } from '@entraide/vocabulary'
import type { Command } from 'commander'
import type { DecisionShape } from '../api-shapes.ts'
import type { Acts, Cli } from '../cli.ts'
import { type FieldOptions, fieldsOf, withFieldOptions } from '../draft-fields.ts'
import { exitCodes } from '../ending.ts'
import { plainText, table } from '../plain-text.ts'
import { unmetText } from '../say.ts'
import { headingsIn, word } from '../words.ts'
import { addAttachment } from './attachment.ts'
import { filters, type Page, type PageOptions, printPage, printThreads, threadFilters } from './box.ts'
import { undoVerb } from './desk.ts'
import { dossierVerbs } from './dossier.ts'
import { draftPath, draftText, startDraft } from './draft.ts'

/** request: from the empty form to what leaves the node, and the thread that follows. */
export function requestVerbs(program: Command, acts: Acts): void {
  const request = program
    .command('request')
    .description('Write, check, submit and release requests; read and answer those of partners.')
    .addHelpText(
      'after',
      `
The path of a request:
  $ entraide request check --to MA-DGSN-SPOC --type REQ --purpose INVE --crime-area DRUG --data NAME BIRT
        which clause would permit it, or what is missing
  $ entraide request new --from fields.json --attach photo.jpg
  $ entraide request submit DRAFT            the author hands it to the releasing officer
  $ entraide request release DRAFT           a second person, who answers for it; it leaves sealed
The path of an answer:
  $ entraide inbox
  $ entraide request open DOSSIER --reason "case 2026/114"
  $ entraide request accept DOSSIER
  $ entraide request answer DOSSIER --from answer.json --submit`,
    )

  acts<FieldOptions & { attach?: string[]; dossier?: string; source?: string[]; submit?: boolean }>(
    withFieldOptions(request.command('new').description('Begin a request or spontaneous information as a draft; nothing leaves yet.'))
      .option('--attach <files...>', 'attach files')
      .option('--dossier <id>', 'in this dossier instead of a new one')
      .option('--source <messages...>', 'messages that it is made of: what is ordered about them follows it')
      .option('--submit', 'and hand it to the releasing officer at once'),
    async (cli, _, options) =>
      startDraft(cli, await fieldsOf(cli, options), options.dossier ?? null, options.attach ?? [], options.submit === true, options.source ?? []),
  )

  acts<FieldOptions>(
    withFieldOptions(
      request.command('check').description('Ask whether it would be permitted, and by which clause. Nothing is kept. Exit code 3 when refused.'),
    ),
    async (cli, _, options) => {
      const decision = await cli.node.send<DecisionShape>('POST', '/v1/check', { fields: await fieldsOf(cli, options) })
      await cli.print(decision, decisionText(cli, decision))
      return decision.decision === 'permit' ? exitCodes.ok : exitCodes.refused
    },
  )

  acts<FieldOptions>(
    withFieldOptions(request.command('change <draft>').description('Change fields of a draft. Fails if someone changed it meanwhile; nothing is lost.')),
    async (cli, [id = ''], options) => {
      const draft = await cli.node.get<Draft>(draftPath(id))
      const changed = await cli.node.send<Draft>('PUT', draftPath(id), { version: draft.version, fields: await fieldsOf(cli, options, draft.fields) })
      await cli.print(changed, draftText(changed))
      return exitCodes.ok
    },
  )

  acts(
    request
      .command('attach <draft> <files...>')
      .description('Attach files to a draft, up to 100 MiB each. A file whose sending broke off goes on from where it stood.'),
    async (cli, [id = '', ...files]) => {
      for (const file of files) await addAttachment(cli, id, file)
      const draft = await cli.node.get<Draft>(draftPath(id))
      await cli.print(draft, draftText(draft))
      return exitCodes.ok
    },
  )

  for (const [verb, description] of [
    ['submit', 'Hand a draft to the releasing officer. From here only she can let it leave.'],
    ['recall', 'Take a submitted draft back before it is released.'],
    ['restore', 'Bring a discarded draft back.'],
  ] as const)
    acts(request.command(`${verb} <draft>`).description(description), async (cli, [id = '']) => {
      const draft = await cli.node.send<Draft>('POST', `${draftPath(id)}/${verb}`)
      await cli.print(draft, draftText(draft))
      return exitCodes.ok
    })

  acts(request.command('discard <draft>').description('Discard a draft; "restore" brings it back.'), async (cli, [id = '']) => {
    await cli.done(await cli.node.send('DELETE', draftPath(id)))
    return exitCodes.ok
  })

  acts(request.command('preview <draft>').description('Exactly what would leave, as the partner will see it, and why it may.'), async (cli, [id = '']) => {
    const preview = await cli.node.get<Preview>(`${draftPath(id)}/preview`)
    await cli.print(preview, previewText(cli, preview))
    return exitCodes.ok
  })

  acts<{ note?: string; draftVersion?: string }>(
    request
      .command('release <draft>')
      .description('Let a submitted draft leave the node: signed, sealed, in the outbox. A second person than its author.')
      .option('--note <text>', 'a note for the log', '')
      .option('--draft-version <number>', 'the version you read; without it, the one that waits now')
      .addHelpText(
        'after',
        '\nExamples:\n  $ entraide request preview DRAFT            read first what you answer for\n  $ entraide request release DRAFT --draft-version 4',
      ),
    async (cli, [id = ''], options) => {
      const version =
        options.draftVersion === undefined ? (await cli.node.get<Preview>(`${draftPath(id)}/preview`)).draft.version : Number(options.draftVersion)
      await cli.done(await cli.node.send('POST', `${draftPath(id)}/release`, { note: options.note, version }))
      return exitCodes.ok
    },
  )

  acts<{ reason: string }>(
    request
      .command('send-back <draft>')
      .description('Send a submitted draft back to its author.')
      .requiredOption('--reason <text>', 'what is missing or wrong'),
    async (cli, [id = ''], { reason }) => {
      await cli.done(await cli.node.send('POST', `${draftPath(id)}/send-back`, { reason }))
      return exitCodes.ok
    },
  )

  acts<PageOptions & { drafts?: boolean; toRelease?: boolean }>(
    threadFilters(request.command('list').description('Dossiers, with filters; drafts; what waits for release.'))
      .option('--drafts', 'drafts instead')
      .option('--to-release', 'what waits for a releasing officer instead'),
    async (cli, _, options) => {
      if (options.drafts !== true && options.toRelease !== true) return printThreads(cli, { box: 'all', ...filters(options) })
      const page = await cli.node.get<Page<DraftRow>>(options.drafts === true ? '/v1/drafts' : '/v1/releases')
      await printPage(cli, page, draftTable(cli, page.rows))
      return exitCodes.ok
    },
  )

  dossierVerbs(request, acts)
  undoVerb(request, acts)
}

function draftTable(cli: Cli, rows: readonly DraftRow[]): string {
  return table(
    headingsIn(cli.language, 'draft', 'reference', 'partner', 'type', 'state', 'author', 'updated', 'reason'),
    rows.map(row => [
      row.id,
      row.ourReference,
      row.to,
      label('messageType', row.messageType, cli.language),
      row.state,
      row.author.serviceNumber,
      row.updatedAt,
      row.returnedCode,
    ]),
  )
}

function decisionText(cli: Cli, decision: DecisionShape): string {
  const language = cli.language
  if (decision.decision === 'permit') return word('permittedBy', language, { clause: decision.clause ?? '' })
  const head = decision.clause === null ? word('refused', language) : word('refusedUnder', language, { clause: decision.clause })
  const candidates = decision.candidates.map(each => `  ${each.agreementId} ${each.clause}: ${each.summary[language] ?? each.topic} [${each.status}]`)
  return [head, ...decision.unmet.map(unmet => unmetText({ ...unmet, facts: {} }, language)), ...(candidates.length === 0 ? [] : ['', ...candidates])]
    .map(line => plainText(line))
    .join('\n')
}

function previewText(cli: Cli, preview: Preview): string {
  return [
    `${preview.partner}  ${preview.bytes} bytes, size class ${preview.sizeClass} KiB`,
    decisionText(cli, preview.decision),
    `${preview.agreement.id} v${preview.agreement.version}: ${preview.agreement.title[cli.language] ?? ''}`,
    JSON.stringify(preview.body, null, 2),
  ]
    .map(line => plainText(line))
    .join('\n')
}
