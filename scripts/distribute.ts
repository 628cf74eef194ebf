/** Spreads the tenants' tables over the machines of a Citus cluster (docs/scale.md). */
import pg from 'pg'
import { TENANT_TABLES } from '../app/inbox/tenant-tables.ts'

/** Few rows, in Shopify's shape, whose key has no shop: they stay on the coordinator, where the job queue is. */
const ON_COORDINATOR = new Set(['sessions'])

/** What is referred to first: the tables' order is that in which they can be emptied. */
const DISTRIBUTED = TENANT_TABLES.filter((table) => !ON_COORDINATOR.has(table)).toReversed()

/** Worked by the machine of the shop, their first argument: there the owner's rights reach the rows in one connection. */
const OF_SHOP = '$1'
/** Called by those and by triggers: on every machine. What calls another comes after it. */
const ANYWHERE = null

const FUNCTIONS: readonly [name: string, place: string | null][] = [
  ['sealed_part(bytea)', ANYWHERE],
  ['consent_utf16(text)', ANYWHERE],
  ['consent_event_line(consent_events)', ANYWHERE],
  ['consent_leaf_hash(consent_events)', ANYWHERE],
  ['shop_demand_own(text)', ANYWHERE],
  ['shop_demand_redact(text, text)', ANYWHERE],
  ['consent_erase_events(text, uuid[], integer)', OF_SHOP],
  ['shop_erase_rows(text, text, text, integer)', OF_SHOP],
  ['shop_erase_message(text, text)', OF_SHOP],
  ['inbox_forget_message(text, text)', OF_SHOP],
]

/**
 * Gives every tenant table that is not spread yet to the machines of the cluster, each shop's rows to one of them. Does
 * nothing on a database without Citus. Safe to run again; a table that has rows is moved with them.
 *
 * @throws where the owner's login would not see all rows, and so would leave them behind
 */
export async function distributeTables(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  // A connection that is lost between two statements says so by this event; the next one fails and is heard.
  owner.on('error', () => undefined)
  await owner.connect()
  try {
    if (!(await hasCitus(owner))) return
    const missing = await notDistributed(owner)
    if (missing.length > 0) await demandSeesAll(owner)
    await settle(owner)
    for (const table of missing) await owner.query(`SELECT create_distributed_table($1, 'shop')`, [table])
    await removeLeftBehind(owner)
    for (const [name, place] of FUNCTIONS) await distributeFunction(owner, name, place)
  } finally {
    await owner.end()
  }
}

async function hasCitus(owner: pg.Client): Promise<boolean> {
  const { rowCount } = await owner.query(`SELECT FROM pg_extension WHERE extname = 'citus'`)
  return rowCount === 1
}

async function notDistributed(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ table: string }>(
    `SELECT logicalrelid::regclass::text AS table FROM pg_dist_partition WHERE partmethod = 'h'`,
  )
  const distributed = new Set(rows.map(({ table }) => table))
  return DISTRIBUTED.filter((table) => !distributed.has(table))
}

async function distributeFunction(owner: pg.Client, name: string, place: string | null): Promise<void> {
  if (place === ANYWHERE) await owner.query('SELECT create_distributed_function($1)', [name])
  else {
    // Also within a transaction, which has sent the shop ahead.
    await owner.query(
      `SELECT create_distributed_function($1, $2, colocate_with => 'consent_events', force_delegation => true)`,
      [name, place],
    )
  }
}

/** Rows are moved as the owner sees them, and the fence around a shop holds for owners too. */
async function demandSeesAll(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ seesAll: boolean }>(
    `SELECT rolsuper OR rolbypassrls AS "seesAll" FROM pg_roles WHERE rolname = current_user`,
  )
  if (!rows[0]?.seesAll)
    throw new Error('The tables are moved to the machines of a cluster by a superuser: set DATABASE_OWNER_URL to one')
}

/** What moves to another machine is only hidden here: an erasure would not reach it. */
async function removeLeftBehind(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ table: string }>(
    `SELECT logicalrelid::regclass::text AS table FROM pg_dist_partition JOIN pg_class c ON c.oid = logicalrelid
     WHERE partmethod = 'h' AND c.relkind = 'r' AND pg_relation_size(c.oid) > 0`,
  )
  for (const { table } of rows) await owner.query('SELECT truncate_local_data_after_distributing_table($1)', [table])
}

/** For this connection, and for those that are made from now on. */
async function settle(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ database: string }>('SELECT current_database() AS database')
  const database = pg.escapeIdentifier(rows[0]?.database ?? '')
  const settings = {
    // SET LOCAL goes to the machine that has the shop's rows, and with it which of them are seen.
    'citus.propagate_set_commands': 'local',
    // What comes before it in the same message goes with it: a BEGIN too, of which the machine warns.
    'citus.worker_min_messages': 'error',
    // The triggers read and write rows of their own row's shop only, which are on the same machine.
    'citus.enable_unsafe_triggers': 'on',
  }
  for (const [name, value] of Object.entries(settings)) {
    await owner.query(`ALTER DATABASE ${database} SET ${name} = ${pg.escapeLiteral(value)}`)
    await owner.query(`SET ${name} = ${pg.escapeLiteral(value)}`)
  }
}
