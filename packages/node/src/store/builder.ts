import { Fault } from '@entraide/ground'
import { type DatabaseConnection, DefaultQueryExecutor, type Dialect, type Driver, Kysely, type KyselyProps, Transaction } from 'kysely'

/** Gives a query the connection it is asked of. */
type Provider = <T>(consumer: (connection: DatabaseConnection) => Promise<T>) => Promise<T>

/**
 * Makes query builders on connections that are already there. kysely's own builder of a transaction lets one query wait for the
 * answer of the one before; these ask at once, so that queries that are begun together travel together, in that order.
 */
export class Builders<Tables> {
  readonly #dialect: Dialect
  readonly #driver: Driver
  readonly #compiler: ReturnType<Dialect['createQueryCompiler']>
  readonly #adapter: ReturnType<Dialect['createAdapter']>

  constructor(dialect: Dialect & { readonly driver: Driver }) {
    this.#dialect = dialect
    this.#driver = dialect.driver
    this.#compiler = dialect.createQueryCompiler()
    this.#adapter = dialect.createAdapter()
  }

  /**
   * A builder of one transaction. Once it is over, a query of it is a fault (`store-transaction-over`).
   *
   * @param isOpen - whether the engine has it open still: SQLite ends one by itself when the disk is full
   */
  transaction(connection: DatabaseConnection, isOpen: () => boolean = () => true): { readonly tx: Transaction<Tables>; readonly over: () => void } {
    let isOver = false
    const tx = new Transaction<Tables>(
      this.#props(consumer => {
        if (isOver || !isOpen()) throw new Fault('store-transaction-over', 'a query of a transaction that is over')
        return consumer(connection)
      }),
    )
    const over = () => {
      isOver = true
    }
    return { tx, over }
  }

  /** A builder whose queries each ask for a connection that they share. */
  sharing(take: () => Promise<DatabaseConnection>): Kysely<Tables> {
    return new Kysely<Tables>(this.#props(async consumer => await consumer(await take())))
  }

  #props(provideConnection: Provider): KyselyProps {
    const executor = new DefaultQueryExecutor(this.#compiler, this.#adapter, { provideConnection })
    return { config: { dialect: this.#dialect }, dialect: this.#dialect, driver: this.#driver, executor }
  }
}
