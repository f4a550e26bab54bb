import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** Every key of the application, by where it works. A test finds each bound key here. */
export const keyList: readonly { readonly where: MessageDescriptor; readonly keys: readonly { readonly keys: string; readonly says: MessageDescriptor }[] }[] =
  [
    {
      where: msg`Everywhere`,
      keys: [
        { keys: '?', says: msg`Show these keys` },
        { keys: 'z', says: msg`Undo what was just done` },
        { keys: '/', says: msg`Find a reference` },
        { keys: 'n', says: msg`Write a new request` },
        { keys: 'g d', says: msg`Go to what is due` },
        { keys: 'g i', says: msg`Go to the inbox` },
        { keys: 'g o', says: msg`Go to the outbox` },
        { keys: 'g f', says: msg`Go to the dossiers` },
        { keys: 'g r', says: msg`Go to the drafts` },
        { keys: 'g l', says: msg`Go to the obligations` },
        { keys: 'g p', says: msg`Go to the persons` },
        { keys: 'g v', says: msg`Go to the visits` },
        { keys: 'g a', says: msg`Go to the agreements` },
        { keys: 'g s', says: msg`Go to the settings` },
      ],
    },
    {
      where: msg`In a list`,
      keys: [
        { keys: 'j', says: msg`Next row` },
        { keys: 'k', says: msg`Previous row` },
        { keys: 'o', says: msg`Open the row` },
        { keys: 'Enter', says: msg`Open the row` },
        { keys: 'a', says: msg`Assign it to me` },
        { keys: 'v', says: msg`Propose a visit` },
      ],
    },
    {
      where: msg`In a dossier`,
      keys: [
        { keys: 'j', says: msg`Next message` },
        { keys: 'k', says: msg`Previous message` },
        { keys: 'c', says: msg`Accept as complete` },
        { keys: 'e', says: msg({ message: 'Answer', context: 'act on a dossier' }) },
        { keys: 'a', says: msg({ message: 'Assign', context: 'act on a dossier' }) },
        { keys: 'u', says: msg`Back to the list` },
      ],
    },
    {
      where: msg`In a draft, and where it is released`,
      keys: [
        { keys: 's', says: msg`Hand over for release` },
        { keys: 'b', says: msg`Send back` },
      ],
    },
  ]
