import { PrismaPg } from '@prisma/adapter-pg'
import type {
  IsolationLevel,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
  Transaction,
} from '@prisma/driver-adapter-utils'
import type pg from 'pg'

const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] })

/**
 * Prisma's adapter, whose transactions always give their connection back. By itself, it keeps the connection for good
 * when COMMIT or ROLLBACK fails, as both do where the connection was lost: after as many faults as the pool has
 * connections, the process would be of no use. It also ends the process when the ROLLBACK after its own time limit
 * fails, and remembers every transaction that could not begin.
 */
export class PrismaOnPool implements SqlDriverAdapterFactory {
  readonly provider = 'postgres'
  readonly adapterName = '@prisma/adapter-pg'
  readonly #factory: PrismaPg

  constructor(pool: pg.Pool) {
    this.#factory = new PrismaPg(pool)
  }

  async connect(): Promise<SqlDriverAdapter> {
    const adapter = await this.#factory.connect()
    const begin = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = (isolation?: IsolationLevel) =>
      begin(isolation).then(
        (transaction) => new ReturnedTransaction(transaction),
        (cause: unknown) => new FailedTransaction(cause),
      )
    return adapter
  }
}

/** Prisma leaves COMMIT and ROLLBACK to a transaction that says so. */
const ENDS_ITSELF = { usePhantomQuery: true } as const

class ReturnedTransaction implements Transaction {
  readonly options = ENDS_ITSELF
  readonly provider
  readonly adapterName
  readonly #inner: Transaction

  constructor(inner: Transaction) {
    this.#inner = inner
    this.provider = inner.provider
    this.adapterName = inner.adapterName
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#inner.queryRaw(query)
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#inner.executeRaw(query)
  }

  async commit(): Promise<void> {
    try {
      await this.#inner.executeRaw(statement('COMMIT'))
    } finally {
      // Gives the connection back, whichever way: the pool throws away one that is lost or still in a transaction.
      await this.#inner.commit()
    }
  }

  /** Never fails: a connection that cannot roll back is thrown away, and PostgreSQL rolls back what it had begun. */
  async rollback(): Promise<void> {
    await this.#inner.executeRaw(statement('ROLLBACK')).catch(() => undefined)
    await this.#inner.rollback()
  }
}

/** No connection could be had. The first query says so, and Prisma ends and forgets the transaction as any other. */
class FailedTransaction implements Transaction {
  readonly options = ENDS_ITSELF
  readonly provider = 'postgres'
  readonly adapterName = '@prisma/adapter-pg'
  readonly #cause: unknown

  constructor(cause: unknown) {
    this.#cause = cause
  }

  queryRaw(): Promise<SqlResultSet> {
    return Promise.reject(this.#cause)
  }

  executeRaw(): Promise<number> {
    return Promise.reject(this.#cause)
  }

  commit(): Promise<void> {
    return Promise.reject(this.#cause)
  }

  rollback(): Promise<void> {
    return Promise.resolve()
  }
}
