/** What every client of the node sees: plain values in, plain values or refusals out. Screens import the types only. */
export * from './api/custody.ts'
export * from './api/identification.ts'
export * from './api/people.ts'
export * from './api/persons.ts'
export * from './api/plans.ts'
export * from './api/relations.ts'
export * from './api/visits.ts'
export * from './api/work.ts'
