import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Instant } from '@entraide/ground'
import type { ClosedContent, Draft, HoldRow, Obligation, OriginNotice } from '@entraide/node/api'
import { label } from '@entraide/vocabulary'
import { Argument, type Command, Option } from 'commander'
import type { Acts, Cli } from '../cli.ts'
import { badInput, exitCodes } from '../ending.ts'
import { plainText, table } from '../plain-text.ts'
import { untilText } from '../until.ts'
import { headingsIn, word } from '../words.ts'
import { type Page, type PageOptions, pageOptions, printPage } from './box.ts'
import { draftPath, draftText } from './draft.ts'

type ListOptions = PageOptions & {
  readonly box?: string
  readonly open?: boolean
  readonly settled?: boolean
  readonly partner?: string
  readonly kind?: string
}
type Writing = { readonly submit?: boolean }

/** Corrections, erasures and restrictions, by this node and of it; and how long what came is held. */
export function obligationVerbs(program: Command, acts: Acts): void {
  const obligation = program.command('obligation').description('Corrections, erasures and restrictions: owed by this node, and to it.')

  acts<ListOptions>(
    pageOptions(obligation.command('list', { isDefault: true }).description('What is open first, by its due instant.'))
      .addOption(new Option('--box <box>', 'by-us: owed by this node; to-us: owed to it').choices(['by-us', 'to-us', 'all']))
      .option('--open', 'only what is not settled')
      .option('--settled', 'only what is settled')
      .option('--partner <node>', 'only with this partner')
      .addOption(new Option('--kind <kind>', 'only these').choices(['COR', 'DEL', 'RST'])),
    async (cli, _, { after, limit, box, open: isOpen, settled, partner, kind }) => {
      const query = { after, limit, box, partner, kind, open: isOpen === true ? 'true' : settled === true ? 'false' : undefined }
      const page = await cli.node.get<Page<Obligation>>('/v1/obligations', query)
      const rows = page.rows.map(row => [
        row.ourReference,
        row.partner,
        row.kind,
        row.side,
        row.state,
        row.settled ? '' : untilText(cli.terminal.now(), row.dueAt as Instant, cli.language),
        row.ack ?? '',
        row.acts.join(' '),
        row.notice,
      ])
      await printPage(cli, page, table(headingsIn(cli.language, 'reference', 'partner', 'type', 'side', 'state', 'due', 'answer', 'act', 'notice'), rows))
      return exitCodes.ok
    },
  )

  acts<PageOptions & { readonly told?: boolean }>(
    pageOptions(
      obligation
        .command('origins')
        .description('States of the Union to be told, at once, what of theirs left without their consent in an emergency. The oldest first.'),
    ).option('--told', 'those that were told, instead'),
    async (cli, _, { after, limit, told }) => {
      const page = await cli.node.get<Page<OriginNotice>>('/v1/origins', { after, limit, open: told === true ? 'false' : 'true' })
      const rows = page.rows.map(row => [row.ourReference, row.state, row.since, row.told?.at ?? '', row.told?.by.serviceNumber ?? '', row.message, row.id])
      await printPage(cli, page, table(headingsIn(cli.language, 'reference', 'origin', 'since', 'told', 'actor', 'message', 'notice'), rows))
      return exitCodes.ok
    },
  )

  acts<{ note: string }>(
    obligation
      .command('told <origin>')
      .description('Say that the state of origin was told, and how. Logged.')
      .requiredOption('--note <text>', 'by whom it was reached, under which reference')
      .addHelpText(
        'after',
        '\nExample:\n  $ entraide obligation origins\n  $ entraide obligation told ORIGIN --note "By phone to the duty officer, then note FR/2026/118"',
      ),
    async (cli, [origin = ''], { note }) => {
      const told = await cli.node.send<OriginNotice>('POST', `/v1/origins/${encodeURIComponent(origin)}/told`, { note })
      await cli.print(told, `${told.ourReference} ${told.state} ${told.told?.at ?? ''}`)
      return exitCodes.ok
    },
  )

  acts(obligation.command('show <notice>').description('One of them: where it stands, what it did here, who got the data on.'), async (cli, [id = '']) => {
    const shown = await cli.node.get<Obligation>(path(id))
    await cli.print(shown, obligationText(cli, shown))
    return exitCodes.ok
  })

  acts<Writing & { items?: string; attachment?: string[]; reasons: string }>(
    obligation
      .command('order <message>')
      .addArgument(new Argument('<kind>', 'COR: correct; DEL: erase; RST: restrict').choices(['COR', 'DEL', 'RST']))
      .description('Begin a correction, an erasure or a restriction of a message that this node sent. A draft: a second person releases it.')
      .requiredOption('--reasons <text>', 'why: whoever must do it has to see that')
      .option('--items <places>', 'only these statements, counted from 0: 0,2')
      .option('--attachment <ids...>', 'only these attachments')
      .option('--submit', 'and hand it to the releasing officer at once')
      .addHelpText(
        'after',
        '\nExamples:\n  $ entraide obligation order MESSAGE DEL --reasons "confused with another person" --submit\n  $ entraide obligation order MESSAGE COR --items 0 --reasons "date of birth misread"\n  $ entraide request change DRAFT --items corrected.json',
      ),
    async (cli, [message = '', kind = ''], { items, attachment, reasons, submit }) => {
      const body = { kind, reasons, items: items === undefined ? (attachment === undefined ? null : []) : placesOf(items), attachments: attachment ?? null }
      return await begun(cli, `/v1/messages/${encodeURIComponent(message)}/notices`, body, submit)
    },
  )

  acts<Writing & { note?: string }>(
    obligation
      .command('acknowledge <notice>')
      .addArgument(
        new Argument('<ack>', 'APP: applied everywhere; APO: applied, recipients told; RST: restricted instead; DIS: disputed; NFD: not found').choices([
          'APP',
          'APO',
          'RST',
          'DIS',
          'NFD',
        ]),
      )
      .description('Begin the acknowledgement of a notice. It is carried out when the second person releases it.')
      .option('--note <text>', 'reasons: needed for RST and DIS')
      .option('--submit', 'and hand it to the releasing officer at once'),
    async (cli, [notice = '', ack = ''], { note, submit }) =>
      await begun(cli, `${path(notice)}/drafts`, { step: 'acknowledge', ack, note: note ?? '' }, submit),
  )
  acts<Writing>(
    obligation
      .command('prove <notice>')
      .description('Begin the proof that a notice was carried out, if the node has not written it already.')
      .option('--submit', 'and hand it to the releasing officer at once'),
    async (cli, [notice = ''], { submit }) => await begun(cli, `${path(notice)}/drafts`, { step: 'prove' }, submit),
  )
  acts<Writing & { note: string }>(
    obligation
      .command('review <notice>')
      .description('Ask for a joint review of what is disputed.')
      .requiredOption('--note <text>', 'what is to be compared')
      .option('--submit', 'and hand it to the releasing officer at once'),
    async (cli, [notice = ''], { note, submit }) => await begun(cli, `${path(notice)}/drafts`, { step: 'review', note }, submit),
  )
  acts<Writing & { note: string }>(
    obligation
      .command('settle <notice>')
      .addArgument(new Argument('<outcome>', 'apply: it stands; keep: the data stay, marked as disputed').choices(['apply', 'keep']))
      .description('End a joint review, as the one who ordered.')
      .requiredOption('--note <text>', 'why')
      .option('--submit', 'and hand it to the releasing officer at once'),
    async (cli, [notice = '', outcome = ''], { note, submit }) => await begun(cli, `${path(notice)}/drafts`, { step: 'settle', outcome, note }, submit),
  )
  acts<Writing>(
    obligation
      .command('onward <notice>')
      .description('Begin the notices that follow the data to whoever got them on: a draft each.')
      .option('--submit', 'and hand each to the releasing officer at once'),
    async (cli, [notice = ''], { submit }) => {
      const drafts = await cli.node.send<Draft[]>('POST', `${path(notice)}/onward`, {})
      const made: Draft[] = []
      for (const draft of drafts) made.push(submit === true ? await cli.node.send<Draft>('POST', `${draftPath(draft.id)}/submit`) : draft)
      await cli.print(made, made.map(draftText).join('\n\n'))
      return exitCodes.ok
    },
  )

  acts<{ out: string }>(
    obligation
      .command('escalation <notice>')
      .description('Save the signed statement to both supervisors that a notice was not answered in time.')
      .requiredOption('--out <file>', 'the file to write; it must not exist'),
    async (cli, [notice = ''], { out }) => {
      const bytes = new Uint8Array(await (await cli.node.bytes('GET', `${path(notice)}/escalation`)).arrayBuffer())
      await writeFile(resolve(cli.terminal.cwd, out), bytes, { flag: 'wx', mode: 0o600 }).catch(() => {
        throw badInput('file-exists', `${out} cannot be written.`, 'Name a file that does not exist yet.')
      })
      await cli.print({ file: out, bytes: bytes.length }, `${out}: ${bytes.length} bytes`)
      return exitCodes.ok
    },
  )

  acts<{ reason: string }>(
    obligation
      .command('read <notice>')
      .description('Read what a notice has closed or struck: for a magistrate or an inspector; logged.')
      .requiredOption('--reason <text>', 'why'),
    async (cli, [notice = ''], { reason }) => {
      const closed = await cli.node.send<ClosedContent>('POST', `${path(notice)}/reading`, { reason })
      await cli.print(closed, plainText(JSON.stringify(closed, null, 2)))
      return exitCodes.ok
    },
  )
  acts<{ reason: string }>(
    obligation
      .command('end-evidence <notice>')
      .description('Say, as a magistrate, that what was kept as evidence is needed no longer: it is erased.')
      .requiredOption('--reason <text>', 'why'),
    async (cli, [notice = ''], { reason }) => {
      const ended = await cli.node.send<Obligation>('POST', `${path(notice)}/evidence-end`, { reason })
      await cli.print(ended, obligationText(cli, ended))
      return exitCodes.ok
    },
  )
}

/** How long what came is held: reviews due, ends near, erasures that wait for a second person. */
export function holdVerbs(program: Command, acts: Acts): void {
  const hold = program.command('hold').description('Holding periods: reviews that are due, ends that are near.')
  acts<PageOptions & { box?: string }>(
    pageOptions(hold.command('list', { isDefault: true }).description('Dossiers whose holding periods ask for a word.')).addOption(
      new Option('--box <box>', 'review: a review is due; ending: within a month; second: waits for a second person').choices([
        'review',
        'ending',
        'second',
        'all',
      ]),
    ),
    async (cli, _, { after, limit, box }) => {
      const page = await cli.node.get<Page<HoldRow>>('/v1/holds', { after, limit, box })
      const rows = page.rows.map(row => [
        row.ourReference,
        row.partner ?? '',
        row.receivedOn,
        row.holdUntil,
        row.senderUntil,
        row.reviewOn,
        row.due,
        row.waiting?.review ?? '',
        row.dossier,
      ])
      const headings = headingsIn(cli.language, 'reference', 'partner', 'received', 'holdUntil', 'senderUntil', 'review', 'due', 'waiting', 'dossier')
      await printPage(cli, page, table(headings, rows))
      return exitCodes.ok
    },
  )
  acts(hold.command('show <dossier>').description('The holding period of a dossier.'), async (cli, [id = '']) => {
    const row = await cli.node.get<HoldRow>(holdPath(id))
    await cli.print(row, holdText(row))
    return exitCodes.ok
  })
  for (const [verb, description] of [
    ['keep', 'Keep what is held, for a reason, no longer than its sender allowed.'],
    ['shorten', 'Give what is held an earlier last day.'],
  ] as const)
    acts<{ until: string; reason: string }>(
      hold
        .command(`${verb} <dossier>`)
        .description(description)
        .requiredOption('--until <day>', 'the last day, like 2027-06-30')
        .requiredOption('--reason <text>', 'why'),
      async (cli, [id = ''], { until, reason }) => {
        const row = await cli.node.send<HoldRow>('POST', holdPath(id), { decides: verb, until, reason })
        await cli.print(row, holdText(row))
        return exitCodes.ok
      },
    )
  acts<{ reason: string }>(
    hold.command('erase <dossier>').description('Decide that what is held goes now; a second person confirms it.').requiredOption('--reason <text>', 'why'),
    async (cli, [id = ''], { reason }) => {
      const row = await cli.node.send<HoldRow>('POST', holdPath(id), { decides: 'erase', reason })
      await cli.print(row, holdText(row))
      return exitCodes.ok
    },
  )
  for (const [verb, decision, description] of [
    ['confirm', 'confirm', 'Confirm, as the second person, an erasure that a review decided.'],
    ['withdraw', 'withdraw', 'Take such a decision back before it is confirmed.'],
  ] as const)
    acts(hold.command(`${verb} <review>`).description(description), async (cli, [id = '']) => {
      await cli.done(await cli.node.send('POST', `/v1/holds/${encodeURIComponent(id)}/confirmation`, { decision }))
      return exitCodes.ok
    })
}

const path = (notice: string) => `/v1/obligations/${encodeURIComponent(notice)}`
const holdPath = (dossier: string) => `/v1/threads/${encodeURIComponent(dossier)}/hold`

async function begun(cli: Cli, where: string, body: object, submit: boolean | undefined) {
  const made = await cli.node.send<Draft>('POST', where, body)
  const draft = submit === true ? await cli.node.send<Draft>('POST', `${draftPath(made.id)}/submit`) : made
  await cli.print(draft, draftText(draft))
  return exitCodes.ok
}

function placesOf(text: string): readonly number[] {
  const places = text.split(',').map(each => Number(each.trim()))
  if (places.some(each => !Number.isInteger(each) || each < 0)) throw badInput('items-shape', `${text} is no list of places.`, 'Count from 0: --items 0,2')
  return places
}

function obligationText(cli: Cli, row: Obligation): string {
  const about = row.concerned === null ? '-' : [...row.concerned.items.map(String), ...row.concerned.attachments.map(each => each.slice(0, 12))].join(' ')
  return [
    `${row.ourReference}  ${row.partner}  ${label('messageType', row.kind, cli.language)}  ${row.side}  ${row.state}`,
    `notice    ${row.notice}`,
    `message   ${row.message}  ${row.messageType ?? ''}  ${about}`,
    `ordered   ${row.orderedAt}, due ${row.dueAt}${row.overdue ? ' !' : ''}`,
    ...(row.ack === null ? [] : [`answer    ${row.ack} ${label('noticeAck', row.ack, cli.language)}`]),
    ...(row.effect === null ? [] : [`here      ${row.effect} ${row.effectAt ?? ''}`]),
    ...(row.proof === null ? [] : [`proof     ${row.proof}`]),
    ...row.onward.map(each => `onward    ${each.node}  ${each.ourReference}  ${each.doneAt !== null ? 'done' : each.toldAt !== null ? 'told' : '-'}`),
    ...(row.escalated ? ['escalated'] : []),
    `next acts ${row.acts.join(', ') || word('nothing', cli.language)}`,
  ]
    .map(line => plainText(line))
    .join('\n')
}

function holdText(row: HoldRow): string {
  return plainText(
    [
      `${row.ourReference}  ${row.partner ?? '-'}  ${row.due}`,
      `received  ${row.receivedOn}`,
      `until     ${row.holdUntil} (sender ${row.senderUntil})`,
      `review    ${row.reviewOn}`,
      ...(row.waiting === null ? [] : [`waiting   ${row.waiting.review}  ${row.waiting.by.office} ${row.waiting.by.serviceNumber}`]),
    ].join('\n'),
  )
}
