import type { AgreementSummary, AgreementView } from '@entraide/node/api'
import type { Command } from 'commander'
import type { ExchangeRowShape, ReplayViewShape } from '../api-shapes.ts'
import type { Acts, Cli } from '../cli.ts'
import { badInput, exitCodes } from '../ending.ts'
import { plainText, table } from '../plain-text.ts'
import { headingsIn, word } from '../words.ts'
import { type Page, type PageOptions, pageOptions, printPage } from './box.ts'

/** The part of `agreement` that speaks to a node: held versions, signatures, activation. */
export function heldAgreementVerbs(agreement: Command, acts: Acts): void {
  acts(agreement.command('list').description('Agreement versions a node holds, and how each stands with which partner.'), async cli => {
    const held = await cli.node.get<readonly AgreementSummary[]>('/v1/agreements')
    const rows = held.map(each => [
      each.id,
      `v${each.version}`,
      each.standing + (each.illustrative ? ', illustrative' : ''),
      each.partners.join(' '),
      each.hash,
    ])
    await cli.print(
      held,
      rows.length === 0
        ? word('nothing', cli.language)
        : table([...headingsIn(cli.language, 'agreement'), '', ...headingsIn(cli.language, 'standing', 'partner', 'hash')], rows),
    )
    return exitCodes.ok
  })

  acts(
    agreement.command('show <hash>').description('A held version: signatures, clauses with their evidence, what stands in the way of activating it.'),
    async (cli, [named = '']) => {
      const view = await cli.node.get<AgreementView>(`/v1/agreements/${await hashNamed(cli, named)}`)
      await cli.print(view, viewText(cli, view))
      return exitCodes.ok
    },
  )

  acts<{ partner: string }>(
    agreement
      .command('import <file>')
      .description('Hand an agreement to a node, for a partner. The text travels to the partner; nothing is in force before both sign.')
      .requiredOption('--partner <node>', 'the partner it is held with'),
    async (cli, [file = ''], { partner }) => {
      const view = await cli.node.send<AgreementView>('POST', '/v1/agreements', {
        text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await cli.file(file, 1_048_576)),
        partner,
      })
      await cli.print(view, viewText(cli, view))
      return exitCodes.ok
    },
  )

  for (const [verb, act, description] of [
    ['sign', 'signature', "Sign a version with this node's agreement key (legal adviser)."],
    ['activate', 'activation', 'Put a version that both nodes signed into force here.'],
    ['suspend', 'suspension', 'Stop new traffic under a version at once. Receipts, corrections and deletions still pass.'],
    ['resume', 'resumption', 'Let traffic under a suspended version flow again.'],
  ] as const)
    acts<{ partner: string; reason?: string }>(
      agreement
        .command(`${verb} <hash>`)
        .description(description)
        .requiredOption('--partner <node>', 'the partner it is held with')
        .option('--reason <text>', 'why; it is logged'),
      async (cli, [named = ''], { partner, reason }) => {
        await cli.done(
          await cli.node.send('POST', `/v1/agreements/${await hashNamed(cli, named)}/${act}`, { partner, ...(reason === undefined ? {} : { reason }) }),
        )
        return exitCodes.ok
      },
    )

  acts<PageOptions>(
    pageOptions(agreement.command('exchanges <hash>').description('Which exchanges of this node rest on a version.')),
    async (cli, [named = ''], { after, limit }) => {
      const page = await cli.node.get<Page<ExchangeRowShape>>(`/v1/agreements/${await hashNamed(cli, named)}/exchanges`, { after, limit })
      const rows = page.rows.map(row => [row.message, row.direction, row.messageType, row.clause, row.at, row.outcome])
      await printPage(cli, page, table(headingsIn(cli.language, 'message', 'line', 'type', 'clause', 'when', 'outcome'), rows))
      return exitCodes.ok
    },
  )
}

/** `agreement replay` without entries: the node replays its own past exchanges under a version it holds. */
export async function replayHeld(cli: Cli, named: string) {
  const view = await cli.node.send<ReplayViewShape>('POST', `/v1/agreements/${await hashNamed(cli, named)}/replay`)
  const rows = view.differ.map(each => [each.message, each.ourReference, each.was, each.would, each.codes.join(' ')])
  const found = rows.length === 0 ? word('same', cli.language) : table(headingsIn(cli.language, 'message', 'reference', 'outcome', 'outcome', 'reason'), rows)
  await cli.print(view, view.older === 0 ? found : `${found}\n${word('olderLeft', cli.language, { count: view.older })}`)
  return exitCodes.ok
}

/** A hash as given, or of the one held version that has the id (the newest when several do and it is asked for as id@version). */
async function hashNamed(cli: Cli, named: string): Promise<string> {
  if (/^[0-9a-f]{64}$/.test(named)) return named
  const [id, version] = named.split('@')
  const held = (await cli.node.get<readonly AgreementSummary[]>('/v1/agreements')).filter(
    each => each.id === id && (version === undefined || String(each.version) === version),
  )
  const hashes = new Set(held.map(each => each.hash))
  if (hashes.size === 1) return [...hashes][0] as string
  throw badInput(
    'agreement-ambiguous',
    hashes.size === 0 ? `The node holds no agreement ${named}.` : `The node holds ${hashes.size} versions of ${named}.`,
    'Name one by its hash or as ID@VERSION: entraide agreement list',
  )
}

function viewText(cli: Cli, view: AgreementView): string {
  const { summary } = view
  return [
    `${summary.id} v${summary.version}  ${summary.title[cli.language] ?? ''}`,
    `hash     ${summary.hash}`,
    `standing ${summary.standing}${summary.illustrative ? ', holds illustrative values' : ''}`,
    ...view.signatures.map(signature => `signed   ${signature.node} ${signature.at} ${signature.verified ? 'verified' : 'NOT VERIFIED'}`),
    ...view.obstacles.map(obstacle => `obstacle ${obstacle.code}${obstacle.clause === null ? '' : ` (${obstacle.clause})`}`),
    ...view.clauses.map(clause => `${clause.id.padEnd(5)} ${clause.effect.padEnd(9)} [${clause.status}] ${clause.summary[cli.language] ?? clause.topic}`),
  ]
    .map(line => plainText(line, true))
    .join('\n')
}
