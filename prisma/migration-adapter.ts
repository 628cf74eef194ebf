/**
 * Lets the Prisma CLI run on its bundled WASM schema engine through a driver adapter, so that no engine binary is
 * downloaded. It puts right three defects of @prisma/adapter-pg 6.19.3 used that way, and one of the engine:
 *  1. the adapter has no mapping for the catalogue types "char" (18) and name (19), which the engine's queries return;
 *  2. connectToShadowDb() drops the shadow database while its own pool is still connected to it;
 *  3. executeScript() cuts a migration at every semicolon, also inside a dollar-quoted body;
 *  4. the engine never clears its own 10 s and 60 s time-outs, which would keep each command alive that long.
 */
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, type SqlQuery, type SqlResultSet } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { parseIntoClientConfig } from 'pg-connection-string'

const PG_CHAR = 18
const PG_NAME = 19
const PG_TEXT = 25

const setTimeoutOfNode = globalThis.setTimeout
globalThis.setTimeout = ((callback: () => void, ms?: number, ...args: []) => {
  const timer = setTimeoutOfNode(callback, ms, ...args)
  if ((ms ?? 0) >= 10_000) timer.unref()
  return timer
}) as typeof setTimeout

type Connection = Awaited<ReturnType<PrismaPg['connect']>>
type RawResult = { fields: { dataTypeID: number }[] }

function mend(connection: Connection): Connection {
  connection.executeScript = async (script) => {
    await connection.underlyingDriver().query(script)
  }
  const inner = connection as unknown as { performIO(query: SqlQuery): Promise<RawResult> }
  const charColumns = new WeakMap<SqlQuery, number[]>()
  const performIO = inner.performIO.bind(connection)
  inner.performIO = async (query) => {
    const result = await performIO(query)
    const found: number[] = []
    result.fields?.forEach((field, column) => {
      if (field.dataTypeID === PG_CHAR) found.push(column)
      if (field.dataTypeID === PG_CHAR || field.dataTypeID === PG_NAME) field.dataTypeID = PG_TEXT
    })
    charColumns.set(query, found)
    return result
  }
  const queryRaw = connection.queryRaw.bind(connection)
  connection.queryRaw = async (query: SqlQuery): Promise<SqlResultSet> => {
    const result = await queryRaw(query)
    for (const column of charColumns.get(query) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character
    return result
  }
  return connection
}

export class MigrationAdapter extends PrismaPg {
  readonly base: pg.PoolConfig

  constructor(url: string) {
    // A short idle time: otherwise each command stays alive for pg's own 10 s after its work.
    const base = {
      ...parseIntoClientConfig(url),
      max: 2,
      idleTimeoutMillis: 500,
      allowExitOnIdle: true,
    } as pg.PoolConfig
    super(base)
    this.base = base
  }

  override async connect() {
    return mend(await super.connect())
  }

  override async connectToShadowDb() {
    const admin = new pg.Client(this.base as pg.ClientConfig)
    await admin.connect()
    const database = `prisma_shadow_${crypto.randomUUID().replaceAll('-', '')}`
    await admin.query(`CREATE DATABASE "${database}"`)
    const shadow = mend(await new PrismaPg({ ...this.base, database }).connect())
    const dispose = shadow.dispose.bind(shadow)
    shadow.dispose = async () => {
      await dispose()
      await admin.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`)
      await admin.end()
    }
    return shadow
  }
}
