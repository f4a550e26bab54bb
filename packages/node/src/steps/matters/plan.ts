import type { MatterSteps } from './matter-steps.ts'

/** What messages of this matter do beside their thread. */
export const planSteps: MatterSteps = {}
