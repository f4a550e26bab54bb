export { type ExitCode, exitCodes } from './ending.ts'
export { run } from './run.ts'
export { processTerminal, type Terminal } from './terminal.ts'
