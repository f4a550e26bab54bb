/** What keeps a node in health, loaded together when one of its verbs is called. */
export { backUp, verifyBackup } from './upkeep/backup.ts'
export { doctor } from './upkeep/doctor.ts'
export { type RestoreOptions, restore } from './upkeep/restore.ts'
