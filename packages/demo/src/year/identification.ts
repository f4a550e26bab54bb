import { day, hour, type Instant, laterDate, type Uuid } from '@entraide/ground'
import {
  assignThread,
  changeIdentification,
  closeIdentification,
  decideOutcome,
  findGuard,
  judgeProtection,
  openDossier,
  prepareStep,
  readIdentification,
  releaseDraft,
  signGuard,
  startIdentification,
  submitDraft,
} from '@entraide/node'
import type { Draft, Identification, IdentificationStep } from '@entraide/node/api'
import { type CodeOf, codesOf } from '@entraide/vocabulary'
import type { Chance } from './chance.ts'
import { dayOf, dossierAt } from './course.ts'
import type { Episode, Pace } from './pace.ts'
import { somebody } from './persons.ts'
import { workingMoment } from './police.ts'
import { done, type Player, type Troupe } from './troupe.ts'

type Guard = CodeOf<'identificationGuard'>
/** One identification under way: at home, and where it is verified once it has arrived. */
type Case = {
  readonly home: Player
  readonly there: Player
  readonly id: Uuid
  readonly pace: Pace
  readonly chance: Chance
  /** The dossier at the holder; the file has left. */
  readonly abroad: () => Promise<Uuid>
}
type Course = (one: Case) => Promise<void>

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

/** An invented year of identifications between the two cells: each course a few times, so that every state of the machine is met. */
export function identificationYear(troupe: Troupe, chance: Chance, start: Instant, days: number, many: number): readonly Episode[] {
  const always = courses.map(([course]) => course)
  return Array.from({ length: Math.max(many, always.length) }, (_, n) => ({
    at: workingMoment(chance, start, days),
    play: (pace: Pace) => begin(troupe, chance, pace, n, always[n] ?? chance.weighed(courses)),
  }))
}

/** Opens a file, fills it in, finds its guards green; what follows is the course's. */
async function begin(troupe: Troupe, chance: Chance, pace: Pace, n: number, course: Course): Promise<void> {
  const [home, there] = [troupe.beIdent, troupe.maIdent]
  const who = home.who.IDC
  const person = somebody(chance)
  const caseReference = `OE-${dayOf(pace.now()).slice(0, 4)}-${1000 + n}`
  const begun = done(
    await startIdentification(home.node, who, {
      to: there.id,
      language: 'fr',
      caseReference,
      agreement: troupe.agreements['be-ma-2016-mou-identification.json'],
    }),
  ) as Identification
  const id = begun.row.dossier
  const empty = begun.file
  if (empty === null || begun.draft === null) throw new Error('a new identification has neither file nor draft')
  done(
    await changeIdentification(home.node, who, id, {
      version: begun.draft.version,
      file: {
        ...empty,
        names: [person.latin, person.arabic],
        birthDate: person.born,
        sex: person.sex,
        birthPlace: person.birthPlace,
        nationalities: [],
        father: ['Ahmed El Mital', 'أحمد المثال'],
        mother: ['Aïcha Khayali', 'عائشة خيالي'],
        decisionReference: `D-${2000 + n}`,
        decisionOn: laterDate(dayOf(pace.now()), -chance.between(20, 90)),
        sheetLanguage: 'ar',
        sheetGivenOn: laterDate(dayOf(pace.now()), -chance.between(2, 10)),
        reasons:
          'Personne en séjour irrégulier sous le coup d’une décision de retour exécutoire, sans document d’identité. Elle se déclare née au lieu indiqué et parle l’arabe dialectal ; nous demandons de vérifier son identité et sa nationalité.',
        transferBasis: 'GDPR-49-1-d',
        holdUntil: laterDate(dayOf(pace.now()), 200),
      },
    }),
  )
  let abroad: Uuid | null = null
  const thread = async () =>
    (await home.node.store.read(tx => tx.db.selectFrom('dossier').select('thread_id').where('id', '=', id).executeTakeFirstOrThrow())).thread_id as Uuid
  const one: Case = {
    home,
    there,
    id,
    pace,
    chance,
    abroad: async () => {
      if (abroad !== null) return abroad
      abroad = await dossierAt(there, await thread())
      done(await openDossier(there.node, there.who.OPR, abroad, 'Nouvelle identification'))
      done(await assignThread(there.node, there.who.OPR, abroad, there.who.IDC.account))
      return abroad
    },
  }
  await course(one)
}

/** Every guard found green in one sitting, the assessment signed by two. */
async function guardsGreen({ home, id }: Case, but: readonly Guard[] = []): Promise<void> {
  done(await openDossier(home.node, home.who.IDC, id, 'Examen des garanties'))
  for (const guard of codesOf('identificationGuard'))
    if (!but.includes(guard)) done(await findGuard(home.node, home.who.IDC, id, { guard, state: 'green', note: foundGreen[guard], protect: false }))
  const { protections } = done(await readIdentification(home.node, home.who.IDC, id)) as Identification
  // A namesake of somebody under protection: a lawyer says that it is another person, or nothing leaves.
  for (const each of protections)
    if (each.judgement === null) {
      done(await openDossier(home.node, home.who.LEG, id, 'Personne protégée : est-ce la même ?'))
      done(await judgeProtection(home.node, home.who.LEG, id, each.id, 'Autre date de naissance, autres parents.'))
    }
  if (but.includes('ART3')) return
  done(await openDossier(home.node, home.who.LEG, id, 'Évaluation au titre de l’article 3'))
  done(await signGuard(home.node, home.who.LEG, id))
}

async function sendFile(one: Case): Promise<void> {
  await guardsGreen(one)
  const { home, id, pace } = one
  const { draft } = done(await openedAt(home, id)) as Identification
  const submitted = done(await submitDraft(home.node, home.who.IDC, draft?.id as Uuid)) as Draft
  await pace.pass(hour)
  done(await releaseDraft(home.node, home.who.REL, submitted.id, { version: submitted.version, note: '' }))
  await pace.pass(one.chance.between(2, 20) * hour)
}

/** The identification as its officer sees it, opened for the day with its reason. */
async function openedAt(at: Player, id: Uuid): Promise<Identification> {
  done(await openDossier(at.node, at.who.IDC, id, 'Identification en cours'))
  return done(await readIdentification(at.node, at.who.IDC, id)) as Identification
}

/** The next message of the asking cell, its guards found green anew: they are fresh for two days. */
async function sayOn(one: Case, step: IdentificationStep): Promise<void> {
  await guardsGreen(one)
  await say(one.home, one.id, step)
}

/** The next message of either side, written by the identification officer and let go by the second person. */
async function say(at: Player, id: Uuid, step: IdentificationStep): Promise<void> {
  done(await openDossier(at.node, at.who.IDC, id, 'Suite de l’identification'))
  const draft = done(await prepareStep(at.node, at.who.IDC, id, step)) as Draft
  done(await releaseDraft(at.node, at.who.REL, draft.id, { version: draft.version, note: '' }))
}

async function decide(one: Case, outcome: 'CNF' | 'CNI' | 'NOT' | 'NOM' | 'INC'): Promise<void> {
  const id = await one.abroad()
  const { there } = one
  done(await openDossier(there.node, there.who.IDC, id, 'Vérification'))
  const reasons = {
    CNF: 'Acte de naissance et carte retrouvés, mêmes parents.',
    CNI: 'Même personne, enregistrée sous un autre nom.',
    NOT: 'Inconnu des registres ; l’accent et le récit désignent un autre pays.',
    NOM: 'Aucune empreinte concordante : cela ne dit rien de la nationalité.',
    INC: 'Deux homonymes, même année de naissance.',
  }
  const person = outcome === 'CNI' ? { person: { names: ['عبد الرحيم التجريبي', 'Abderrahim Tajribi'], birthDate: '1988-04-12' } } : {}
  const draft = done(await decideOutcome(there.node, there.who.IDC, id, { outcome, reason: reasons[outcome], match: null, ...person })) as Draft
  done(await releaseDraft(there.node, there.who.REL, draft.id, { version: draft.version, note: '' }))
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
  [verified('NOT'), 8],
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
      await one.pace.pass(15 * day)
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
          done(
            await findGuard(one.home.node, one.home.who.IDC, one.id, {
              guard,
              state: 'red',
              note: 'Obstacle constaté au dossier.',
              protect: ['ASY', 'MIN', 'THB'].includes(guard),
            }),
          )
        },
        1,
      ] as const,
  ),
]

/** Closes what is over, where nothing of it is owed any more. */
export async function closeWhatIsOver({ home, id }: Pick<Case, 'home' | 'id'>): Promise<void> {
  done(await closeIdentification(home.node, home.who.IDC, id))
}
