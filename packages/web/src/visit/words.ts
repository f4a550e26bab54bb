import type { Visit } from '@entraide/node/api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Said } from '../words/states.ts'
import type { VisitMatter, VisitRecord } from './answers.ts'

/** What each message of a visit says, in a line. */
export const courseWords: { readonly [S in VisitMatter['step']]: MessageDescriptor } = {
  propose: msg`Visit proposed`,
  accept: msg`Visit accepted`,
  agenda: msg`Agenda proposed`,
  'agree-agenda': msg`Agenda agreed to`,
  delegation: msg`Delegation announced`,
  paper: msg`Paper handed over`,
  held: msg`The visit was held`,
  minutes: msg`Minutes written`,
  cosign: msg`Minutes signed`,
  follow: msg`Where a decision stands`,
  close: msg`Visit closed`,
  cancel: msg`Visit called off`,
}

/** What may be done next, as its button says. */
export const stepNames: { readonly [S in Visit['may'][number]]: MessageDescriptor } = {
  accept: msg`Accept the visit`,
  agenda: msg`Write the agenda`,
  'agree-agenda': msg`Agree to the agenda`,
  delegation: msg`Say who comes, by office`,
  paper: msg`Hand over a paper`,
  held: msg`Say that it was held`,
  minutes: msg`Write the minutes`,
  cosign: msg`Sign the minutes`,
  follow: msg`Say where a decision stands`,
  close: msg`Close the visit`,
  cancel: msg`Call the visit off`,
}

/** How a decision of the minutes stands. */
export const decisionStandings: { readonly [S in VisitRecord['decisions'][number]['status']]: Said } = {
  DRA: { says: msg({ message: 'Not signed yet', context: 'state of a decision' }), tone: 'plain' },
  AGR: { says: msg({ message: 'Agreed', context: 'state of a decision' }), tone: 'wait' },
  RUN: { says: msg({ message: 'Under way', context: 'state of a decision' }), tone: 'wait' },
  BLK: { says: msg({ message: 'Blocked', context: 'state of a decision' }), tone: 'late' },
  DON: { says: msg({ message: 'Done', context: 'state of a decision' }), tone: 'good' },
  DRP: { says: msg({ message: 'Dropped', context: 'state of a decision' }), tone: 'plain' },
  CAR: { says: msg({ message: 'Carried on by a plan', context: 'state of a decision' }), tone: 'good' },
}
