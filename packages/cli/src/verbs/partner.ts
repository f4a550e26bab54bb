import type { LineTest, Partner } from '@entraide/node/api'
import { sentence } from '@entraide/vocabulary'
import type { Command } from 'commander'
import type { Acts } from '../cli.ts'
import { exitCodes } from '../ending.ts'
import { table } from '../plain-text.ts'
import { headingsIn, word } from '../words.ts'

/** partner: cards, pairing, the line, freezing. */
export function partnerVerbs(program: Command, acts: Acts): void {
  const partner = program
    .command('partner')
    .description('Partner nodes: exchange cards, confirm them by spoken words, watch the line, freeze.')
    .addHelpText(
      'after',
      '\nPairing, at both ends:\n  $ entraide partner card > our-card.json      hand this file to the partner\n  $ entraide partner add their-card.json       take theirs in\n  $ entraide partner show MA-DGSN-SPOC         read the twelve words to each other by telephone\n  $ entraide partner confirm MA-DGSN-SPOC "WORD WORD WORD …"',
    )

  acts(partner.command('list').description('Every partner: is the line up, since when, what waits.'), async cli => {
    const partners = await cli.node.get<readonly Partner[]>('/v1/partners')
    const rows = partners.map(each => [each.node, each.pairing, each.frozen ? 'frozen' : each.line, each.lineSince, each.waiting, each.waitingReason])
    await cli.print(
      partners,
      rows.length === 0 ? word('nothing', cli.language) : table(headingsIn(cli.language, 'partner', 'state', 'line', 'since', 'waiting', 'reason'), rows),
    )
    return exitCodes.ok
  })

  acts(partner.command('show <node>').description('One partner: line, keys, logs of both sides, the words to read aloud.'), async (cli, [node = '']) => {
    const one = await cli.node.get<Partner>(`/v1/partners/${encodeURIComponent(node)}`)
    await cli.print(one, partnerText(one))
    return exitCodes.ok
  })

  acts(partner.command('card').description('Print the card of this node, to hand to a partner.'), async cli => {
    const { card } = await cli.node.get<{ readonly card: string }>('/v1/card')
    await cli.terminal.out(`${card}\n`)
    return exitCodes.ok
  })

  acts(
    partner.command('add <card>').description("Take in a partner's card from a file (- for standard input). Nothing travels before it is confirmed."),
    async (cli, [file = '']) => {
      const one = await cli.node.send<Partner>('POST', '/v1/partners', { card: new TextDecoder().decode(await cli.file(file, 32_768)) })
      await cli.print(one, partnerText(one))
      return exitCodes.ok
    },
  )

  acts(
    partner.command('confirm <node> <words...>').description('Confirm a partner with the twelve words heard from its security officer.'),
    async (cli, [node = '', ...words]) => {
      await cli.done(
        await cli.node.send('POST', `/v1/partners/${encodeURIComponent(node)}/confirmation`, {
          words: words.flatMap(each => each.split(/\s+/)).filter(each => each !== ''),
        }),
      )
      return exitCodes.ok
    },
  )

  for (const [verb, description] of [
    ['freeze', 'Stop all new traffic with a partner at once. Receipts, corrections and deletions still pass.'],
    ['thaw', 'Let traffic with a frozen partner flow again (security officer).'],
  ] as const)
    acts<{ reason: string }>(
      partner.command(`${verb} <node>`).description(description).requiredOption('--reason <text>', 'why; it is logged'),
      async (cli, [node = ''], { reason }) => {
        await cli.done(await cli.node.send('POST', `/v1/partners/${encodeURIComponent(node)}/${verb}`, { reason }))
        return exitCodes.ok
      },
    )

  acts(partner.command('test <node>').description('Try the line step by step and say where it breaks. Exit code 4 when it does.'), async (cli, [node = '']) => {
    const found = await cli.node.send<LineTest>('POST', `/v1/partners/${encodeURIComponent(node)}/test`)
    const lines = found.steps.map(
      step => `${step.ok ? 'ok  ' : 'FAIL'} ${step.step}${step.code === null ? '' : `: ${sentence(step.code, cli.language)?.what ?? step.code}`}`,
    )
    await cli.print(found, lines.join('\n'))
    return found.ok ? exitCodes.ok : exitCodes.unreachable
  })

  acts(
    partner
      .command('renew-card')
      .description('Make a new card of what the configuration says now: another address, another TLS key, two more years. Every partner is told.')
      .addHelpText(
        'after',
        '\nEach partner believes nothing of ours until its security officer has read the new words with ours (entraide partner show NODE).',
      ),
    async cli => {
      const made = await cli.node.send<{ card: string; sequence: number }>('POST', '/v1/card')
      await cli.print(made, made.card)
      return exitCodes.ok
    },
  )

  acts(partner.command('rotate-keys').description('Make a new recipient key now (it also happens every week).'), async cli => {
    await cli.done(await cli.node.send('POST', '/v1/keys/rotation'))
    return exitCodes.ok
  })
}

function partnerText(one: Partner): string {
  return [
    `${one.node}  ${one.name}`,
    `pairing    ${one.pairing}${one.frozen ? `, frozen here${one.frozenFor === null ? '' : ` (${one.frozenFor})`}` : ''}${one.frozenThere ? ', frozen there' : ''}`,
    `address    ${one.address}`,
    `line       ${one.line}${one.lineSince === null ? '' : ` since ${one.lineSince}`}`,
    `waiting    ${one.waiting}${one.waitingReason === null ? '' : ` (${one.waitingReason})`}`,
    `our log    ${one.ourLog.size} ${one.ourLog.head}`,
    `seen there ${one.ourLog.seenThere === null ? 'not yet' : `${one.ourLog.seenThere.size} ${one.ourLog.seenThere.head} since ${one.ourLog.seenThere.seenThereAt}`}`,
    `their log  ${one.theirLog === null ? 'not seen' : `${one.theirLog.size} ${one.theirLog.head} seen ${one.theirLog.seenHereAt}`}`,
    `words      ${one.spokenWords.join(' ')}`,
    `agreements ${one.agreements.map(each => `${each.id} v${each.version} ${each.standing}`).join(', ')}`,
  ].join('\n')
}
