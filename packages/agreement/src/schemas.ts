import type { Json } from '@entraide/ground'
import { askShape } from './ask.ts'
import { documentKinds } from './read.ts'
import { schemaDocument } from './shape.ts'

/**
 * The formats of this room as JSON Schema 2020-12, by file name in `spec/`. Made of the same shapes the readers use, so
 * that an editor and the node never disagree about a field. What the parts of a file say to each other is the reader's alone.
 */
export const schemaDocuments: { readonly [file: string]: Json } = {
  'agreement.schema.json': schemaDocument(documentKinds['entraide.agreement/1'].shape, 'agreement', 'An agreement at clause level'),
  'policy.schema.json': schemaDocument(documentKinds['entraide.policy/1'].shape, 'policy', 'The own law of a node'),
  'plan-chain.schema.json': schemaDocument(documentKinds['entraide.plan-chain/1'].shape, 'plan-chain', 'The action plans of a relation'),
  'routing.schema.json': schemaDocument(documentKinds['entraide.routing/1'].shape, 'routing', 'Which matters belong to other channels'),
  'ask.schema.json': schemaDocument(askShape, 'ask', 'A question to an agreement'),
}
