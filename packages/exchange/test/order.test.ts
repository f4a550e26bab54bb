/** The order of the steps is held by the compiler: this file does not compile where one can be skipped, and what it says is checked by `tsc`. */
import type { Opened } from '@entraide/envelope'
import { expect, test } from 'vitest'
import { type Admitted, admit } from '../src/admit.ts'
import type { MessageBody } from '../src/body.ts'
import type { Draft } from '../src/draft.ts'
import type { Permitted } from '../src/permit.ts'
import { type Released, release } from '../src/release.ts'
import { sealMessage } from '../src/seal-message.ts'

/** Never run: only its types matter. */
export function skipped(draft: Draft, permitted: Permitted, released: Released, opened: Opened, body: MessageBody): unknown {
  const hand = draft.author
  const { header, context, body: octets, bodyDigest, signatures, headerOctets, signedBy } = opened
  const unproved = { header, context, body: octets, bodyDigest, signatures, headerOctets, signedBy }
  const at = released.releasedAt
  const sealing = {} as Parameters<typeof sealMessage>[1]
  const ground = {} as Parameters<typeof admit>[2]
  return [
    // @ts-expect-error a draft is not sealed
    () => sealMessage(draft, sealing),
    // @ts-expect-error what is permitted and not released is not sealed
    () => sealMessage(permitted, sealing),
    // @ts-expect-error a draft is not released before it is permitted
    () => release(draft, hand, at),
    // @ts-expect-error nobody writes a permission by hand
    (): Permitted => ({ draft, clause: 'C04', at }),
    // @ts-expect-error nobody writes a release by hand
    (): Released => ({ draft, clause: 'C04', releaser: hand, releasedAt: at }),
    // @ts-expect-error a permission of before is not a release
    (): Released => ({ ...permitted, releaser: hand, releasedAt: at }),
    // @ts-expect-error octets are not admitted before they are opened
    () => admit(new Uint8Array(), body, ground),
    // @ts-expect-error nobody writes an opened envelope by hand
    () => admit({ ...unproved }, body, ground),
    // @ts-expect-error nobody writes an admission by hand
    (): Admitted => ({ messageId: opened.header.messageId, body, state: 'received' }),
    () => sealMessage(released, sealing),
  ]
}

test('the compiler holds the order of the steps', () => expect(skipped).toBeTypeOf('function'))
