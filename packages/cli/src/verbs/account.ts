import type { Account, Grant, Session } from '@entraide/node/api'
import { label } from '@entraide/vocabulary'
import type { Command } from 'commander'
import type { EnrolBegunShape, NewAccountMadeShape } from '../api-shapes.ts'
import type { Acts, Cli } from '../cli.ts'
import { exitCodes } from '../ending.ts'
import { plainText, table } from '../plain-text.ts'
import { headingsIn, word } from '../words.ts'

/** account: people of the node, by office and service number. */
export function accountVerbs(program: Command, acts: Acts): void {
  const account = program
    .command('account')
    .description('Accounts and roles. REL, INS, SEC and ADM take a second person; ADM holds no other role.')
    .addHelpText(
      'after',
      '\nExamples:\n  $ entraide account new --office SPOC --service-number 4471 --role OPR\n  $ entraide account enrol                                  (the new colleague, with the code)\n  $ entraide account grant ACCOUNT REL                      (administrator asks)\n  $ entraide account decide GRANT grant                     (security officer decides)',
    )

  acts(account.command('list').description('Every account and its roles.'), async cli => {
    const accounts = await cli.node.get<readonly Account[]>('/v1/accounts')
    await cli.print(accounts, accountTable(cli, accounts))
    return exitCodes.ok
  })

  acts<{ office: string; serviceNumber: string; role: string[] }>(
    account
      .command('new')
      .description('Create an account; prints the single-use enrolment code to hand over.')
      .requiredOption('--office <name>', 'the office as partners see it')
      .requiredOption('--service-number <number>', 'capitals, digits and hyphens')
      .requiredOption('--role <codes...>', 'roles (OPR LIA INV IDC ANA REL MAG LEG DPO SEC INS ADM)'),
    async (cli, _, { office, serviceNumber, role }) => {
      const made = await cli.node.send<NewAccountMadeShape>('POST', '/v1/accounts', {
        office,
        serviceNumber,
        roles: role.flatMap(each => each.split(',')),
      })
      const waiting = made.pendingGrants.length === 0 ? '' : `\n${grantTable(cli, made.pendingGrants)}`
      await cli.print(made, `${made.account.id}\nenrolment code: ${made.enrolmentCode}${waiting}`)
      return exitCodes.ok
    },
  )

  acts<{ codeFile?: string; passwordFile?: string; begin?: boolean; totpCode?: string }>(
    account
      .command('enrol')
      .description('Take up a new account: shows the secret for your authenticator, then asks for a password (12 characters or more) and a code. Signs in.')
      .option('--code-file <file>', 'read the enrolment code from a file; asked otherwise')
      .option('--password-file <file>', 'read the new password from a file; asked otherwise')
      .option('--begin', 'only show the secret; finish with --totp-code')
      .option('--totp-code <digits>', 'only finish: the six digits of the secret shown last'),
    async (cli, _, options) => {
      const enrolmentCode = await cli.secret('Enrolment code: ', options.codeFile, '--code-file')
      if (options.totpCode === undefined) {
        const begun = await cli.node.send<EnrolBegunShape>('POST', '/v1/enrolments/begin', { enrolmentCode })
        const shown = plainText(`${begun.office} ${begun.serviceNumber}\nSecret for your authenticator: ${begun.totpSecret}\n${begun.totpUri}`)
        if (options.begin === true) {
          await cli.print(begun, shown)
          return exitCodes.ok
        }
        cli.terminal.err(`${shown}\n`)
      }
      const password = await cli.secret('New password: ', options.passwordFile, '--password-file')
      const code = options.totpCode ?? (await cli.answer('Code of your authenticator: ', '--totp-code'))
      const { csrf: _csrf, ...session } = await cli.node.signIn<Session>('/v1/enrolments/finish', { enrolmentCode, password, code })
      await cli.done(session)
      return exitCodes.ok
    },
  )

  acts(
    account.command('grant <account> <role>').description('Ask that an account be given a role; a security officer decides where a second person is needed.'),
    async (cli, [id = '', role = '']) => {
      await cli.done(await cli.node.send('POST', `/v1/accounts/${encodeURIComponent(id)}/grants`, { role }))
      return exitCodes.ok
    },
  )

  acts(account.command('grants').description('Role grants that wait or were decided.'), async cli => {
    const grants = await cli.node.get<readonly Grant[]>('/v1/grants')
    await cli.print(grants, grantTable(cli, grants))
    return exitCodes.ok
  })

  acts(
    account.command('decide <grant> <decision>').description('Decide a waiting grant: grant or refuse. Never the one who asked, never about oneself.'),
    async (cli, [id = '', decision = '']) => {
      await cli.done(await cli.node.send('POST', `/v1/grants/${encodeURIComponent(id)}/decision`, { decision }))
      return exitCodes.ok
    },
  )

  acts(account.command('revoke <account> <role>').description('Take a role away, at once.'), async (cli, [id = '', role = '']) => {
    await cli.done(await cli.node.send('DELETE', `/v1/accounts/${encodeURIComponent(id)}/roles/${encodeURIComponent(role)}`))
    return exitCodes.ok
  })

  acts(account.command('close <account>').description('Close an account; its sessions end at once.'), async (cli, [id = '']) => {
    await cli.done(await cli.node.send('DELETE', `/v1/accounts/${encodeURIComponent(id)}`))
    return exitCodes.ok
  })

  acts(account.command('prefer <language>').description('The language in which the node speaks to you: en, fr, nl or ar.'), async (cli, [language = '']) => {
    await cli.done(await cli.node.send('PUT', '/v1/session/preferences', { language }))
    return exitCodes.ok
  })
}

function accountTable(cli: Cli, accounts: readonly Account[]): string {
  const rows = accounts.map(each => [
    each.id,
    each.office,
    each.serviceNumber,
    each.roles.map(role => label('role', role, cli.language)).join(', '),
    each.state,
  ])
  return rows.length === 0 ? word('nothing', cli.language) : table(headingsIn(cli.language, 'account', 'office', 'number', 'roles', 'state'), rows)
}

function grantTable(cli: Cli, grants: readonly Grant[]): string {
  const rows = grants.map(each => [each.id, each.account.serviceNumber, each.role, each.state, each.askedBy.serviceNumber, each.decidedBy?.serviceNumber])
  return rows.length === 0 ? word('nothing', cli.language) : table([...headingsIn(cli.language, 'grant', 'number', 'role', 'state', 'actor'), ''], rows)
}
