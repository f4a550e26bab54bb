import { type CalendarDate, dateIn, day, hour, type Instant, laterDate, type Uuid } from '@entraide/ground'
import type { Draft, Identification, IdentificationStep } from '@entraide/node/api'
import { type CodeOf, codesOf } from '@entraide/vocabulary'
import { arrived, open, release } from '../mail.ts'
import type { Desk } from '../stage.ts'
import type { Chance } from './chance.ts'
import type { Episode, Pace } from './pace.ts'
import { somebody } from './persons.ts'

type Guard = CodeOf<'identificationGuard'>
/** One identification under way: at home, and where it is verified once it has arrived. */
type Case = {
  readonly home: Desk
  readonly there: Desk
  readonly id: Uuid
  readonly pace: Pace
  readonly chance: Chance
  /** The dossier at the holder; the file has left. */
  readonly abroad: () => Promise<Uuid>
}
export type Course = (one: Case) => Promise<void>

const foundGreen: { readonly [guard in Guard]: string } = {
  RET: 'Décision exécutoire, aucun recours pendant.',
  ASY: 'Vérifié au registre : rien.',
  ART3: 'Évaluation au dossier.',
  MIN: 'Acte de naissance au dossier.',
  FAM: 'Situation familiale examinée.',
  MED: 'Examen médical fait.',
  THB: 'Aucun indicateur.',
  STA: 'Aucune prétention à une autre nationalité.',
  CIT: 'Ni belge ni ressortissant de l’Union.',
  INF: 'Fiche d’information remise dans sa langue.',
}

/** The two cells, and the agreement they identify under. */
export type Cells = { readonly home: Desk; readonly there: Desk; readonly agreement: string }

/** Identifications between the two cells: each course at least once, so that every state of the machine is met, then by their weight. */
export function identifications(cells: Cells, chance: Chance, many: number, beginsAt: () => Instant, more: readonly Course[] = []): readonly Episode[] {
  const always = [...courses.map(([course]) => course), ...more]
  return Array.from({ length: Math.max(many, always.length) }, (_, n) => {
    const course = always[n] ?? chance.weighed(courses)
    return { at: beginsAt(), play: (pace: Pace) => begin(cells, chance, pace, n, course) }
  })
}

/** The calendar day of a moment where the file is written. */
const dayOf = (at: Instant): CalendarDate => dateIn(at, 'Europe/Brussels')

/** Opens a file, fills it in; what follows is the course's. */
async function begin({ home, there, agreement }: Cells, chance: Chance, pace: Pace, n: number, course: Course): Promise<void> {
  const { IDC } = home.officers
  const person = somebody(chance)
  const today = dayOf(pace.now())
  const caseReference = `OE-${today.slice(0, 4)}-${1000 + n}`
  const begun = await IDC.post<Identification>('/v1/identifications', { to: there.id, language: 'fr', caseReference, agreement })
  const id = begun.row.dossier
  if (begun.file === null || begun.draft === null) throw new Error('a new identification has neither file nor draft')
  await IDC.put(`/v1/identifications/${id}/file`, {
    version: begun.draft.version,
    file: {
      ...begun.file,
      names: [person.latin, person.arabic],
      birthDate: person.born,
      sex: person.sex,
      birthPlace: person.birthPlace,
      father: ['Ahmed El Mital', 'أحمد المثال'],
      mother: ['Aïcha Khayali', 'عائشة خيالي'],
      decisionReference: `D-${2000 + n}`,
      decisionOn: laterDate(today, -chance.between(20, 90)),
      sheetLanguage: 'ar',
      sheetGivenOn: laterDate(today, -chance.between(2, 10)),
      reasons:
        'Personne en séjour irrégulier sous le coup d’une décision de retour exécutoire, sans document d’identité. Elle se déclare née au lieu indiqué et parle l’arabe dialectal ; nous demandons de vérifier son identité et sa nationalité.',
      transferBasis: 'GDPR-49-1-d',
      holdUntil: laterDate(today, 200),
    },
  })
  let abroad: Uuid | null = null
  await course({
    home,
    there,
    id,
    pace,
    chance,
    abroad: async () => {
      if (abroad !== null) return abroad
      const { row } = await IDC.get<Identification>(`/v1/identifications/${id}`)
      abroad = (await arrived(there, row.thread as Uuid)).dossier
      await open(there.officers.OPR, abroad, 'Nouvelle identification')
      await there.officers.OPR.post(`/v1/threads/${abroad}/assignment`, { to: there.officers.IDC.account })
      return abroad
    },
  })
}

/** Every guard found green in one sitting, the assessment signed by two. */
async function guardsGreen({ home, id }: Case, but: readonly Guard[] = []): Promise<void> {
  const { IDC, LEG } = home.officers
  await open(IDC, id, 'Examen des garanties')
  for (const guard of codesOf('identificationGuard'))
    if (!but.includes(guard)) await IDC.post(`/v1/identifications/${id}/guards`, { guard, state: 'green', note: foundGreen[guard], protect: false })
  const { protections } = await IDC.get<Identification>(`/v1/identifications/${id}`)
  const namesakes = protections.filter(each => each.judgement === null)
  if (but.includes('ART3') && namesakes.length === 0) return
  await open(LEG, id, 'Examen juridique')
  // A namesake of somebody under protection: a lawyer says that it is another person, or nothing leaves.
  for (const each of namesakes)
    await LEG.post(`/v1/identifications/${id}/protections/${each.id}/judgement`, { reason: 'Autre date de naissance, autres parents.' })
  if (!but.includes('ART3')) await LEG.post(`/v1/identifications/${id}/signature`)
}

/** A file that leaves while nobody answers there: it is sent, and not yet received. */
export const sentIntoSilence =
  (cut: () => Promise<void>, look: () => Promise<void>, mend: () => Promise<void>): Course =>
  async one => {
    await guardsGreen(one)
    const { IDC, REL } = one.home.officers
    const { draft } = await IDC.get<Identification>(`/v1/identifications/${one.id}`)
    await cut()
    await release(REL, await IDC.post<Draft>(`/v1/drafts/${draft?.id}/submit`))
    await look()
    await mend()
    await one.pace.pass(hour)
  }

async function sendFile(one: Case): Promise<void> {
  await guardsGreen(one)
  const { home, id, pace } = one
  const { draft } = await home.officers.IDC.get<Identification>(`/v1/identifications/${id}`)
  const submitted = await home.officers.IDC.post<Draft>(`/v1/drafts/${draft?.id}/submit`)
  await pace.pass(hour)
  await release(home.officers.REL, submitted)
  await pace.pass(one.chance.between(2, 20) * hour)
}

/** The next message of the asking cell, its guards found green anew: they are fresh for two days. */
async function sayOn(one: Case, step: IdentificationStep): Promise<void> {
  await guardsGreen(one)
  await say(one.home, one.id, step)
}

/** The next message of either side, written by the identification officer and let go by the second person. */
async function say(at: Desk, id: Uuid, step: IdentificationStep): Promise<void> {
  await open(at.officers.IDC, id, 'Suite de l’identification')
  await release(at.officers.REL, await at.officers.IDC.post<Draft>(`/v1/identifications/${id}/steps`, step))
}

async function decide(one: Case, outcome: 'CNF' | 'CNI' | 'NOT' | 'NOM' | 'INC'): Promise<void> {
  const id = await one.abroad()
  const { IDC, REL } = one.there.officers
  await open(IDC, id, 'Vérification')
  const reasons = {
    CNF: 'Acte de naissance et carte retrouvés, mêmes parents.',
    CNI: 'Même personne, enregistrée sous un autre nom.',
    NOT: 'Inconnu des registres ; l’accent et le récit désignent un autre pays.',
    NOM: 'Aucune empreinte concordante : cela ne dit rien de la nationalité.',
    INC: 'Deux homonymes, même année de naissance.',
  }
  const person = outcome === 'CNI' ? { person: { names: ['عبد الرحيم التجريبي', 'Abderrahim Tajribi'], birthDate: '1988-04-12' } } : {}
  await release(REL, await IDC.post<Draft>(`/v1/identifications/${id}/outcome`, { outcome, reason: reasons[outcome], match: null, ...person }))
}

const verified =
  (outcome: 'CNF' | 'CNI' | 'NOT' | 'NOM' | 'INC', then: Course = async () => {}): Course =>
  async one => {
    await sendFile(one)
    await say(one.there, await one.abroad(), { step: 'verifying' })
    await one.pace.pass(one.chance.between(6, 38) * day)
    await decide(one, outcome)
    await one.pace.pass(one.chance.between(2, 9) * day)
    await then(one)
  }

const asksForDocument: Course = async one => {
  await sayOn(one, { step: 'request-document', travelOn: laterDate(dayOf(one.pace.now()), 30), note: 'Vol de ligne, une personne.' })
  await one.pace.pass(one.chance.between(3, 12) * day)
}

const issued =
  (then: Course): Course =>
  async one => {
    await asksForDocument(one)
    const from = dayOf(one.pace.now())
    await say(one.there, await one.abroad(), { step: 'issue-document', documentType: 'XCLP', validFrom: from, validUntil: laterDate(from, 30), journeys: 1 })
    await one.pace.pass(one.chance.between(5, 15) * day)
    await then(one)
  }

const used: Course = async one => {
  await say(one.home, one.id, { step: 'used', usedOn: dayOf(one.pace.now()) })
  await one.pace.pass(2 * day)
}

const courses: readonly (readonly [Course, number])[] = [
  [verified('CNF', issued(used)), 20],
  [
    verified(
      'CNF',
      issued(async one => one.pace.pass(45 * day)),
    ),
    5,
  ],
  [
    verified(
      'CNF',
      issued(async one => {
        await used(one)
        await say(one.there, await one.abroad(), { step: 'misidentified', note: 'À l’arrivée, les empreintes désignent une autre personne.' })
        await one.pace.pass(day)
      }),
    ),
    2,
  ],
  [
    verified('CNF', async one => {
      await asksForDocument(one)
      await say(one.there, await one.abroad(), { step: 'refuse-document' })
      await one.pace.pass(day)
    }),
    4,
  ],
  [verified('CNI'), 6],
  [
    verified('NOT', async one => {
      await open(one.home.officers.IDC, one.id, 'Clôture')
      await one.home.officers.IDC.post(`/v1/identifications/${one.id}/closing`)
      await one.pace.pass(day)
    }),
    8,
  ],
  [verified('NOM'), 10],
  [verified('INC'), 6],
  // Silence: the 45 days run out, and that confirms nothing.
  [
    async one => {
      await sendFile(one)
      await say(one.there, await one.abroad(), { step: 'verifying' })
      await one.pace.pass(60 * day)
    },
    12,
  ],
  [
    async one => {
      await sendFile(one)
      await say(one.there, await one.abroad(), { step: 'return', note: 'La photographie manque ; lieu de naissance illisible.' })
      await one.pace.pass(one.chance.between(2, 12) * day)
      if (one.chance.next() < 0.3) return
      await sayOn(one, { step: 'complete', note: 'Lieu : comme imprimé sur l’acte présenté.' })
      await one.pace.pass(20 * day)
      await decide(one, 'CNF')
    },
    14,
  ],
  [
    async one => {
      await sendFile(one)
      await say(one.there, await one.abroad(), { step: 'verifying' })
      await one.pace.pass(8 * day)
      await say(one.there, await one.abroad(), { step: 'interview', interviewOn: laterDate(dayOf(one.pace.now()), 6), interpreter: 'ar' })
      await one.pace.pass(7 * day)
      await sayOn(one, {
        step: 'interviewed',
        heldOn: laterDate(dayOf(one.pace.now()), -1),
        interpreter: 'ar',
        silenceOnAsylumTold: true,
        lawyerTold: true,
      })
      await one.pace.pass(5 * day)
      await decide(one, one.chance.next() < 0.6 ? 'CNF' : 'NOT')
    },
    8,
  ],
  // Paused, which says nothing of why; and on again.
  [
    async one => {
      await sendFile(one)
      await say(one.there, await one.abroad(), { step: 'verifying' })
      await one.pace.pass(10 * day)
      await say(one.home, one.id, { step: 'pause', reason: 'Absence de l’intéressé au rendez-vous.' })
      await one.pace.pass(one.chance.between(4, 14) * day)
      if (one.chance.next() < 0.4) return
      await sayOn(one, { step: 'resume', reason: 'Rendez-vous tenu.' })
      await one.pace.pass(12 * day)
      await decide(one, 'CNF')
    },
    6,
  ],
  [
    async one => {
      await sendFile(one)
      await one.pace.pass(12 * day)
      // Every withdrawal is a pause first, whatever its cause: one that came at once would tell something.
      await say(one.home, one.id, { step: 'pause', reason: 'Absent au rendez-vous.' })
      await one.pace.pass(5 * day)
      await say(one.home, one.id, { step: 'withdraw', cause: 'vanished', reason: 'Introuvable à l’adresse déclarée.' })
      await one.pace.pass(2 * day)
    },
    7,
  ],
  [
    async one => {
      await sendFile(one)
      await one.pace.pass(4 * day)
      await say(one.there, await one.abroad(), { step: 'refuse', ground: 'NAVL', note: '' })
      await one.pace.pass(2 * day)
    },
    4,
  ],
  // Blocked at home: nothing leaves, and why stays here.
  ...(['ASY', 'MIN', 'THB', 'CIT', 'STA', 'MED', 'FAM', 'RET', 'ART3', 'INF'] as const).map(
    guard =>
      [
        async (one: Case) => {
          await guardsGreen(one, [guard])
          await one.home.officers.IDC.post(`/v1/identifications/${one.id}/guards`, {
            guard,
            state: 'red',
            note: 'Obstacle constaté au dossier.',
            protect: ['ASY', 'MIN', 'THB'].includes(guard),
          })
        },
        1,
      ] as const,
  ),
]
