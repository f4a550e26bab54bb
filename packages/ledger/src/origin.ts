import { isNodeId, type NodeId } from '@entraide/ground'

/** A log's name, fixed for its life: `entraide.BE-POL-SPOC/acts`. No line break, no space (signed notes cut there). */
export type Origin = string & { readonly __origin: never }

/** The name of the log in which a node keeps what crosses between it and one partner. Source: spec/interim-log.md#origin */
export function exchangeOrigin(node: NodeId, partner: NodeId): Origin {
  return `entraide.${node}/exchange/${partner}` as Origin
}

/** The name of the log in which a node keeps its own acts: look-ups, openings, guards, grants. Source: spec/interim-log.md#origin */
export function actsOrigin(node: NodeId): Origin {
  return `entraide.${node}/acts` as Origin
}

/** Whether a text is the name of an exchange log or an acts log. */
export function isOrigin(text: unknown): text is Origin {
  if (typeof text !== 'string' || !text.startsWith('entraide.')) return false
  const [node, kind, partner, ...rest] = text.slice('entraide.'.length).split('/')
  if (!isNodeId(node) || rest.length > 0) return false
  return kind === 'acts' ? partner === undefined : kind === 'exchange' && isNodeId(partner) && partner !== node
}

/** The name under which a node signs checkpoints, its own or a partner's: `entraide.BE-POL-SPOC`. */
export function signerName(node: NodeId): string {
  return `entraide.${node}`
}
