// The door by which tests of every room reach it.
export { freePort } from '../packages/demo/src/free-port.ts'
