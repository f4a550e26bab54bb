import { randomBytes } from 'node:crypto'
import { type Database, openDatabase, type StorePlace } from '@entraide/node'

/** Durable commits of one small row, on the engine and the connections that a node would have. */
export class Commits {
  readonly #database: Database<{ floor: { id: string; note: string } }>
  #together: Promise<void> | null = null
  #next: Promise<void> | null = null

  private constructor(database: Database<{ floor: { id: string; note: string } }>) {
    this.#database = database
  }

  static async at(place: StorePlace): Promise<Commits> {
    const database = await openDatabase<{ floor: { id: string; note: string } }>(place)
    await database.transaction(async tx => database.runScript(tx, 'create table if not exists floor (id text primary key, note text not null)'))
    return new Commits(database)
  }

  /** One of one's own. */
  async own(): Promise<void> {
    await this.#database.db
      .insertInto('floor')
      .values({ id: randomBytes(16).toString('hex'), note: 'x'.repeat(64) })
      .execute()
  }

  /** One that all who wait at this moment share. */
  shared(): Promise<void> {
    if (this.#together === null) {
      this.#together = this.own().finally(() => {
        this.#together = null
      })
      return this.#together
    }
    // What runs began without us: the one after it takes all who came meanwhile.
    this.#next ??= this.#together.then(() => {
      this.#next = null
      return this.shared()
    })
    return this.#next
  }

  async close(): Promise<void> {
    await this.#database.close()
  }
}
