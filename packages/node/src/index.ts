export { type RunningNode, readConfig, type StartOptions, silent, startNode, version } from './boot.ts'
export type { Clock, Node, NodeConfig } from './capabilities.ts'
export { type InitDone, type InitOptions, initNode } from './init.ts'
export { addDemoAccounts } from './steps/people.ts'
