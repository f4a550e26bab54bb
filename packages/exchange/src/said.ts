import type { MessageBody } from './body.ts'
import { stepOf } from './matters/matter.ts'

/**
 * What a message says in one code that both sides may keep in the clear: the extent of an answer, the ground of a refusal as it
 * travels, the use made, the step of a matter, how a notice is acknowledged. Null where it says nothing so short. Source: spec/follow-up.md
 */
export function saidOf({ messageType, extent, ground, use, matter }: Pick<MessageBody, 'messageType' | 'extent' | 'ground' | 'use' | 'matter'>): string | null {
  return extent ?? ground ?? use ?? acknowledged(matter) ?? stepOf(messageType, matter)
}

function acknowledged(matter: MessageBody['matter']): string | null {
  if (matter?.matter !== 'acknowledgement') return null
  return matter.step === 'acknowledge' ? matter.ack : matter.step === 'settle' ? matter.outcome : matter.step
}
