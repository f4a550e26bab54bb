import type { TimelineEntry } from '@entraide/node/api'
import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { courseWords } from '../identification/words.ts'
import { useNames } from './states.ts'
import { word } from './vocabulary.ts'

/** What the steps of an acknowledgement are called; how it answers has its words in the vocabulary. */
const ackSteps: { readonly [step: string]: MessageDescriptor } = {
  prove: msg`proof that it was done`,
  review: msg`joint review asked for`,
  apply: msg`review ended: it stands`,
  keep: msg`review ended: the data stay, disputed`,
}
const identificationSteps: { readonly [step: string]: MessageDescriptor } = courseWords
const uses: { readonly [use: string]: MessageDescriptor } = useNames

/** The one code that a message says, in words; undefined where it adds nothing or this version has no words for it. */
export function saidWord(kind: TimelineEntry['messageType'], said: string, i18n: I18n): string | undefined {
  const worded = (words: { readonly [code: string]: MessageDescriptor }) => {
    const found = Object.hasOwn(words, said) ? words[said] : undefined
    return found === undefined ? undefined : i18n._(found)
  }
  switch (kind) {
    case 'RFS':
      return word('refusalGround', said)
    case 'REP':
      return said === 'partial' ? i18n._(msg`a part`) : undefined
    case 'FBK':
      return worded(uses)
    case 'ACK':
      return worded(ackSteps) ?? word('noticeAck', said)
    case 'IDS':
    case 'IDA':
      return worded(identificationSteps)
    default:
      return undefined
  }
}
