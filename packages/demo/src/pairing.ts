import { readFileSync } from 'node:fs'
import type { AgreementSummary, AgreementView, Partner } from '@entraide/node/api'
import { type Desk, repositoryFile } from './stage.ts'
import { until } from './until.ts'

/** Two nodes that become partners. `be` and `ma` of a stage are; so are the cells, and the nodes of one state. */
export type Two = { readonly be: Desk; readonly ma: Desk }

/** Hands each side the other's card. The words are on both screens now and nothing counts yet. */
export async function exchangeCards({ be, ma }: Two): Promise<{ readonly be: readonly string[]; readonly ma: readonly string[] }> {
  const cardOf = async (side: Desk) => (await side.officers.SEC.get<{ card: string }>('/v1/card')).card
  // Both first: a card whose key serves no more is made anew as it is handed over, and the words are of the cards that were.
  const [ofBe, ofMa] = [await cardOf(be), await cardOf(ma)]
  const takeIn = async (side: Desk, card: string) => (await side.officers.SEC.post<Partner>('/v1/partners', { card })).spokenWords
  return { be: await takeIn(be, ofMa), ma: await takeIn(ma, ofBe) }
}

/** Each security officer says which words she heard from the other. */
export async function confirmWords({ be, ma }: Two, heard: { readonly be: readonly string[]; readonly ma: readonly string[] }): Promise<void> {
  await be.officers.SEC.post(`/v1/partners/${ma.id}/confirmation`, { words: heard.ma })
  await ma.officers.SEC.post(`/v1/partners/${be.id}/confirmation`, { words: heard.be })
}

/**
 * Brings one agreement into force between the two: Belgium imports it, both sign, both switch it on.
 *
 * @param whenHalfSigned - runs when Belgium has signed and Morocco has not
 * @returns its hash
 */
export async function bringIntoForce(two: Two, file: string, whenHalfSigned?: (hash: string) => Promise<void>): Promise<string> {
  const { be, ma } = two
  const text = readFileSync(repositoryFile('agreements', file), 'utf8')
  const { hash } = (await be.officers.LEG.post<AgreementView>('/v1/agreements', { text, partner: ma.id })).summary
  await until(`the text of ${file} reaches ${ma.id}`, () => standingOf(ma, hash))
  await be.officers.LEG.post(`/v1/agreements/${hash}/signature`, { partner: ma.id })
  await whenHalfSigned?.(hash)
  await ma.officers.LEG.post(`/v1/agreements/${hash}/signature`, { partner: be.id })
  for (const side of [be, ma]) await until(`both signatures of ${file} at ${side.id}`, async () => (await standingOf(side, hash)) === 'signed-both')
  await be.officers.LEG2.post(`/v1/agreements/${hash}/activation`, { partner: ma.id })
  await ma.officers.LEG2.post(`/v1/agreements/${hash}/activation`, { partner: be.id })
  return hash
}

/** How an agreement stands as one side sees it; undefined while its text is not there. */
export async function standingOf(side: Desk, hash: string): Promise<AgreementSummary['standing'] | undefined> {
  return (await side.officers.LEG.get<readonly AgreementSummary[]>('/v1/agreements')).find(each => each.hash === hash)?.standing
}
