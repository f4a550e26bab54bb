import fc from 'fast-check'

/**
 * The number from which every property draws its cases, so that a commit is judged alike wherever and whenever its tests run.
 * `SEED=<a whole number>` draws others: to look for what the usual cases do not show.
 */
const seed = Number(process.env.SEED ?? 2_016)
if (!Number.isInteger(seed)) throw new Error(`SEED is no whole number: ${process.env.SEED}`)
fc.configureGlobal({ seed })
