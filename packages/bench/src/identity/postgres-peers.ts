import { randomBytes } from 'node:crypto'
import { openDatabase } from '@entraide/node'
import { CompiledQuery } from 'kysely'
import { askAll, foundOf, megabytes, round, speedOf } from './answers.ts'
import { inLatin, type PeerFigures } from './peers.ts'
import { people, type Questions } from './people.ts'
import type { NameStock } from './population.ts'
import { dropSchema } from './store.ts'

/**
 * PostgreSQL's own ways on the same people: trigrams (pg_trgm, GIN, threshold 0.3) and double metaphone keys of each word
 * (fuzzystrmatch, GIN). Names in plain Latin letters, unsealed; an equal birth date counts half a full likeness.
 */
const ways = {
  pg_trgm: {
    extension: 'pg_trgm',
    index: 'create index on peer using gin (name gin_trgm_ops)',
    ask: `select id from (select id, max(similarity(name, $1) + case when born = $2 then 0.5 else 0 end) as score from peer where name % $1 group by id) likely order by score desc limit 10`,
  },
  dmetaphone: {
    extension: 'fuzzystrmatch',
    index: 'create index on peer using gin (keys)',
    ask: `select id from (select id, max(cardinality(array(select unnest(peer.keys) intersect select unnest(heard.keys)))::float / greatest(cardinality(peer.keys), cardinality(heard.keys)) + case when born = $2 then 0.5 else 0 end) as score
      from peer, (select array(select dmetaphone(word) from regexp_split_to_table($1, '[^a-z]+') word where word <> '') as keys) heard where peer.keys && heard.keys group by id) likely order by score desc limit 10`,
  },
} as const
export type PostgresWay = keyof typeof ways

export async function measurePostgresPeer(
  way: PostgresWay,
  persons: number,
  questions: number,
  stock: NameStock,
  url: string,
): Promise<PeerFigures & { readonly indexMegabytes: number }> {
  const schema = `bench_${randomBytes(4).toString('hex')}`
  const database = await openDatabase<Record<string, never>>({ kind: 'postgres', url, schema, connections: 1, unsafeNotDurable: true })
  const { extension, index, ask } = ways[way]
  const run = (text: string, values: readonly unknown[] = []) => database.db.executeQuery<{ id: number; n: string }>(CompiledQuery.raw(text, [...values]))
  try {
    await run(`create extension if not exists ${extension} with schema public`)
    await run(`set search_path = ${schema}, public`)
    await run('create table peer (id integer not null, name text not null, born text, keys text[])')
    const asked: Questions = { dated: [], named: [], absent: [] }
    let ms = 0
    for (const records of people(persons, questions, stock, asked)) {
      const rows = records.flatMap(([id, { names, birthDate }]) => names.map(name => [Number(id.slice(1)), inLatin(name), birthDate ?? null] as const))
      const start = performance.now()
      await run(
        'insert into peer (id, name, born) select * from unnest($1::int[], $2::text[], $3::text[])',
        [0, 1, 2].map(column => rows.map(row => row[column])),
      )
      ms += performance.now() - start
    }
    const start = performance.now()
    if (way === 'dmetaphone')
      await run(`update peer set keys = array(select dmetaphone(word) from regexp_split_to_table(name, '[^a-z]+') word where word <> '')`)
    await run(index)
    await run('vacuum analyze peer')
    ms += performance.now() - start
    const search = async ({ person }: { readonly person: { readonly names: readonly string[]; readonly birthDate?: string } }) => {
      const { rows } = await run(ask, [inLatin(person.names[0] as string), person.birthDate ?? ''])
      return { ids: rows.map(row => `P${row.id}`), best: 0 }
    }
    await askAll(asked.dated.slice(0, 10), search)
    const dated = await askAll(asked.dated, search)
    const { rows } = await run(`select pg_indexes_size('peer')::text as n`)
    return {
      holder: way,
      persons,
      questions: asked.dated.length,
      buildSeconds: round(ms / 1000),
      residentMegabytes: megabytes(process.memoryUsage.rss()),
      indexMegabytes: megabytes(Number(rows[0]?.n)),
      ...speedOf(dated.answers, dated.cpu),
      ...foundOf(asked.dated, dated.answers),
    }
  } finally {
    await database.close()
    await dropSchema(url, schema)
  }
}
