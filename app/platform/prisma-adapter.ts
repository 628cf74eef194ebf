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
 * Prisma's adapter with transactions that always return their connection. Prisma's own keeps the connection for good
 * when COMMIT or ROLLBACK fails, as both do when the connection is lost: after as many faults as the pool has
 * connections, the process would be useless. It also ends the process when the ROLLBACK after a time limit fails, and
 * keeps every transaction that could not begin in memory.
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

/** Prisma leaves COMMIT and ROLLBACK to a transaction with this option. */
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
      // Returns the connection in any case: the pool drops one that is lost or still in a transaction.
      await this.#inner.commit()
    }
  }

  /** Never fails: a connection that cannot roll back is dropped, and PostgreSQL rolls back the transaction. */
  async rollback(): Promise<void> {
    await this.#inner.executeRaw(statement('ROLLBACK')).catch(() => undefined)
    await this.#inner.rollback()
  }
}

/** Stands in when no connection was free. Its first query fails, so that Prisma ends the transaction like any other. */
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
