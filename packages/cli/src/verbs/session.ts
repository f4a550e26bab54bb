import type { Session } from '@entraide/node/api'
import { label } from '@entraide/vocabulary'
import type { Command } from 'commander'
import type { DemoAccountShape } from '../api-shapes.ts'
import type { Acts, Cli } from '../cli.ts'
import { badInput, exitCodes } from '../ending.ts'
import { table } from '../plain-text.ts'
import { headingsIn } from '../words.ts'

type SignInOptions = { readonly serviceNumber?: string; readonly passwordFile?: string; readonly code?: string; readonly demo?: string | true }

/** sign-in, sign-out, whoami. */
export function sessionVerbs(program: Command, acts: Acts): void {
  acts<SignInOptions>(
    program
      .command('sign-in')
      .description('Open a session with a node, kept in a file only you can read. It ends after 30 idle minutes or 12 hours.')
      .option('--service-number <number>', 'your service number')
      .option('--password-file <file>', 'read the password from a file (- for standard input); asked otherwise')
      .option('--code <digits>', 'the six digits of your authenticator; asked otherwise')
      .option('--demo [account]', 'demonstration nodes only: sign in with one click; without a name, list the accounts')
      .addHelpText(
        'after',
        '\nExamples:\n  $ entraide sign-in --service-number 4471\n  $ entraide sign-in --node http://127.0.0.1:8443 --demo\n  $ entraide sign-in --node http://127.0.0.1:8443 --demo 4471',
      ),
    async (cli, _, options) => {
      if (options.demo === true) return listDemoAccounts(cli)
      const session = options.demo === undefined ? await signIn(cli, options) : await demoSignIn(cli, options.demo)
      const { csrf: _csrf, ...shown } = session
      await cli.print(shown, `${session.account.office} ${session.account.serviceNumber} · ${session.node.id} · until ${session.expiresAt}`)
      return exitCodes.ok
    },
  )

  acts<{ code?: string }>(
    program
      .command('step-up')
      .description('Show the code of your authenticator again. The node asks for it before acts that cannot be taken back (release, sign, confirm …).')
      .option('--code <digits>', 'the six digits; asked otherwise'),
    async (cli, _, options) => {
      const code = options.code ?? (await cli.answer('Code of your authenticator: ', '--code'))
      const { csrf: _csrf, ...session } = await cli.node.signIn<Session>('/v1/session/step-up', { code })
      await cli.done(session)
      return exitCodes.ok
    },
  )

  acts(program.command('sign-out').description('End the session with a node and forget it here.'), async cli => {
    await cli.node.signOut()
    await cli.done()
    return exitCodes.ok
  })

  acts(program.command('whoami').description('Say who is signed in, with which roles, until when.'), async cli => {
    const { csrf: _csrf, ...session } = await cli.node.get<Session>('/v1/session')
    const roles = session.account.roles.map(role => label('role', role, cli.language))
    await cli.print(
      session,
      `${session.account.office} ${session.account.serviceNumber} (${roles.join(', ')}) · ${session.node.id} · until ${session.expiresAt}`,
    )
    return exitCodes.ok
  })
}

async function signIn(cli: Cli, options: SignInOptions): Promise<Session> {
  const serviceNumber = options.serviceNumber ?? (await cli.answer('Service number: ', '--service-number'))
  const password = await cli.secret('Password: ', options.passwordFile, '--password-file')
  const code = options.code ?? (await cli.answer('Code of your authenticator: ', '--code'))
  return cli.node.signIn<Session>('/v1/session', { serviceNumber, password, code })
}

type DemoAccounts = readonly DemoAccountShape[]

async function listDemoAccounts(cli: Cli) {
  const accounts = await cli.node.get<DemoAccounts>('/v1/demo/accounts')
  await cli.print(
    accounts,
    table(
      headingsIn(cli.language, 'number', 'office', 'roles'),
      accounts.map(account => [account.serviceNumber, account.office, account.roles.join(' ')]),
    ),
  )
  return exitCodes.ok
}

async function demoSignIn(cli: Cli, named: string): Promise<Session> {
  const accounts = await cli.node.get<DemoAccounts>('/v1/demo/accounts')
  const account = accounts.find(each => each.serviceNumber === named || each.id === named)
  if (account === undefined) throw badInput('account-unknown', `No demonstration account has the number ${named}.`, 'List them: entraide sign-in --demo')
  return cli.node.signIn<Session>('/v1/demo/session', { accountId: account.id })
}
