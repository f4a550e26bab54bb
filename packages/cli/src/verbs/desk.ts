import type { Colleague, Dossier, Draft, SavedFilter, Substitution, Template } from '@entraide/node/api'
import { type Command, Option } from 'commander'
import type { Acts } from '../cli.ts'
import { badInput, exitCodes } from '../ending.ts'
import { plainText, table } from '../plain-text.ts'
import { headingsIn } from '../words.ts'
import { type Page, printPage } from './box.ts'
import { draftPath } from './draft.ts'

/** The desk: who stands in for whom, templates of an office, filters of a person. */
export function deskVerbs(program: Command, acts: Acts): void {
  const substitution = program.command('substitution').description('Who stands in for whom: a colleague has your reach for a time, and never your hand.')
  acts(substitution.command('list', { isDefault: true }).description('Those that concern you; all of them for who looks after accounts.'), async cli => {
    const page = await cli.node.get<Page<Substitution>>('/v1/substitutions')
    const named = ({ office, serviceNumber }: Substitution['account']) => `${office} ${serviceNumber}`
    const rows = page.rows.map(row => [named(row.account), named(row.substitute), row.from, row.until, row.state, row.id])
    await printPage(cli, page, table(headingsIn(cli.language, 'account', 'substitute', 'from', 'until', 'state', 'substitution'), rows))
    return exitCodes.ok
  })
  acts<{ from?: string; until: string; for?: string }>(
    substitution
      .command('make <substitute>')
      .description('Let a colleague stand in for you until a moment.')
      .requiredOption('--until <instant>', 'like 2026-12-24T16:00:00.000Z')
      .option('--from <instant>', 'from now, unless told')
      .option('--for <account>', 'somebody else, by a security officer'),
    async (cli, [substitute = ''], options) => {
      const body = {
        substitute,
        from: options.from ?? new Date().toISOString(),
        until: options.until,
        ...(options.for === undefined ? {} : { account: options.for }),
      }
      const made = await cli.node.send<Substitution>('POST', '/v1/substitutions', body)
      await cli.done(made, plainText(`${made.id}  ${made.from} - ${made.until}`))
      return exitCodes.ok
    },
  )
  acts(substitution.command('end <substitution>').description('End one before its time.'), async (cli, [id = '']) => {
    await cli.done(await cli.node.send<Substitution>('DELETE', `/v1/substitutions/${encodeURIComponent(id)}`))
    return exitCodes.ok
  })
  acts(substitution.command('colleagues').description('The people of this node, with the account ids that "make" and "request assign" take.'), async cli => {
    const page = await cli.node.get<Page<Colleague>>('/v1/colleagues')
    await printPage(
      cli,
      page,
      table(
        headingsIn(cli.language, 'office', 'number', 'account'),
        page.rows.map(row => [row.office, row.serviceNumber, row.id]),
      ),
    )
    return exitCodes.ok
  })

  const template = program.command('template').description('Forms of your office, without persons and cases.')
  acts(template.command('list', { isDefault: true }).description('The templates of your office.'), async cli => {
    const page = await cli.node.get<Page<Template>>('/v1/templates')
    const rows = page.rows.map(row => [row.name, row.messageType, row.to ?? '', row.office, row.id])
    await printPage(cli, page, table(headingsIn(cli.language, 'name', 'type', 'partner', 'office', 'template'), rows))
    return exitCodes.ok
  })
  acts<{ draft: string }>(
    template.command('make <name>').description('Keep the form of a draft as a template of your office.').requiredOption('--draft <draft>', 'whose form'),
    async (cli, [name = ''], { draft }) => {
      const { fields } = await cli.node.get<Draft>(draftPath(draft))
      const made = await cli.node.send<Template>('POST', '/v1/templates', { name, fields })
      await cli.done(made, plainText(made.id))
      return exitCodes.ok
    },
  )
  acts(template.command('use <template>').description('Begin a draft from a template.'), async (cli, [id = '']) => {
    const { rows } = await cli.node.get<Page<Template>>('/v1/templates')
    const chosen = rows.find(row => row.id === id)
    if (chosen === undefined) throw badInput('template-unknown', `${id} is no template of your office.`, 'See: entraide template list')
    const draft = await cli.node.send<Draft>('POST', '/v1/drafts', { fields: chosen.fields, dossier: null })
    await cli.done(draft, plainText(`${draft.id}  ${draft.fields.title}`))
    return exitCodes.ok
  })

  const filter = program.command('filter').description('Filters of lists that you keep under a name. They are yours alone.')
  acts<{ place?: string }>(
    filter.command('list', { isDefault: true }).description('The filters you keep.').option('--place <list>', 'only those of one list'),
    async (cli, _, { place }) => {
      const page = await cli.node.get<Page<SavedFilter>>('/v1/filters', { place })
      const rows = page.rows.map(row => [row.name, row.place, new URLSearchParams(row.query).toString(), row.id])
      await printPage(cli, page, table(headingsIn(cli.language, 'name', 'list', 'what', 'filter'), rows))
      return exitCodes.ok
    },
  )
  acts<{ place: string; where: string[] }>(
    filter
      .command('keep <name>')
      .description('Keep a filter under a name.')
      .addOption(
        new Option('--place <list>', 'the list it narrows')
          .choices(['due', 'inbox', 'dossiers', 'outbox', 'drafts', 'release', 'obligations', 'holds', 'persons', 'plans', 'visits'])
          .makeOptionMandatory(),
      )
      .requiredOption('--where <conditions...>', 'like partner=MA-DGSN-SPOC state=received'),
    async (cli, [name = ''], { place, where }) => {
      const query = Object.fromEntries(where.map(each => each.split(/=(.*)/s).slice(0, 2) as [string, string]))
      const kept = await cli.node.send<SavedFilter>('POST', '/v1/filters', { name, place, query })
      await cli.done(kept, plainText(kept.id))
      return exitCodes.ok
    },
  )
  for (const [command, noun] of [
    [template, 'template'],
    [filter, 'filter'],
  ] as const) {
    acts(command.command(`remove <${noun}>`).description('Take it away; "restore" brings it back.'), async (cli, [id = '']) => {
      await cli.done(await cli.node.send('DELETE', `/v1/${noun}s/${encodeURIComponent(id)}`))
      return exitCodes.ok
    })
    acts(command.command(`restore <${noun}>`).description('Bring back what was taken away.'), async (cli, [id = '']) => {
      await cli.done(await cli.node.send('POST', `/v1/${noun}s/${encodeURIComponent(id)}/restore`, {}))
      return exitCodes.ok
    })
  }
}

/** Takes back the last act one did on a dossier, if nothing has happened to it since. */
export function undoVerb(request: Command, acts: Acts): void {
  acts(
    request.command('undo <dossier>').description('Take back your last act on a dossier (assign, accept, assess, close …) while nothing has happened since.'),
    async (cli, [id = '']) => {
      const { undo } = await cli.node.get<Dossier>(`/v1/threads/${encodeURIComponent(id)}`)
      if (undo === null)
        throw badInput('nothing-to-undo', 'No act of yours on this dossier can be taken back.', 'Read how it stands: entraide request show DOSSIER')
      const dossier = await cli.node.send<Dossier>('POST', `/v1/threads/${encodeURIComponent(id)}/undo/${undo.id}`, {})
      await cli.done(dossier, plainText(`${dossier.row.ourReference}  ${dossier.row.state}`))
      return exitCodes.ok
    },
  )
}
