import type { LogList } from '@entraide/node/api'
import type { Fields } from '../fields.ts'
import { fieldsFor, inDays, item } from '../fields.ts'
import type { Sent } from '../mail.ts'
import type { Side, Stage } from '../stage.ts'
import type { Reached } from './reached.ts'

/** What later scenes take from earlier ones. */
export type Memory = { agreement: string; answered: Sent | null; memorandum: string; readonly reached: Reached }

/** One step of the story: its sentence, and the play that throws when something is not as the sentence says. */
export type Scene = { readonly step: string; readonly play: (stage: Stage, memory: Memory) => Promise<void> }

/** A request that the convention permits: a named suspect in a drugs case, with reasons. */
export function permittedRequest({ be, ma }: Stage, { agreement }: Memory, said: Partial<Fields> = {}): Fields {
  return fieldsFor(be.id, ma.id, {
    messageType: 'REQ',
    agreement,
    clause: 'C04',
    purpose: 'INVE',
    crimeArea: 'DRUG',
    dataCategories: ['NAME', 'BIRT'],
    subjectCategory: 'SUS',
    urgency: 'U3D',
    caseReference: 'BR.10.2026/114',
    title: "Identité d'un expéditeur présumé",
    reasons:
      "Dans l'enquête en cours sur l'importation de résine de cannabis par le port d'Anvers, la personne ci-dessous est désignée par deux coauteurs comme l'expéditeur des conteneurs. Nous devons savoir si elle vous est connue et sous quelle identité, afin de poursuivre la bonne personne.",
    holdUntil: inDays(300),
    items: [item({ category: 'NAME', names: ['Karim Exemple'], born: '1985-03-02', source: 'B', information: '2', provenance: 'OBSE' })],
    ...said,
  })
}

/** A node's logs and counts, as its inspector reads them. */
export async function logsOf(side: Side): Promise<LogList> {
  return await side.officers.INS.get<LogList>('/v1/logs')
}

/** How many leaves the log that one side shares with the other has. */
export async function sharedSize(side: Side, other: Side): Promise<number> {
  return (await logsOf(side)).logs.find(log => log.log.endsWith(`/exchange/${other.id}`))?.size ?? 0
}
