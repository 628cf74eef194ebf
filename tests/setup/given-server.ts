import pg from 'pg'

/** The prefix of databases that tests create on a given server, so that a person who finds one knows what it is. */
const PREFIX = 'kept_test_'

/** Milliseconds until a server that does not answer is said to be none. */
const ANSWERS_MS = 10_000

export interface OwnDatabase {
  /** For the login that the server was given with. */
  url: string
  drop(): Promise<void>
}

const onDatabase = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: ANSWERS_MS })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Tables that no extension brought, in whatever schema. */
const TABLES = `
  SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f', 'm') AND c.relpersistence <> 't'
    AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY 1 LIMIT 3`

const LOGIN = `
  SELECT rolname AS name, rolsuper AS "isSuperuser", rolsuper OR rolcreatedb AS "createsDatabases"
  FROM pg_roles WHERE rolname = current_user`

/**
 * Why tests cannot run on the server that a URL names, or should not; null when they can. A database with tables is
 * somebody's: tests make databases of their own beside it, but also logins, which belong to the whole server.
 */
export async function problemOfServer(url: string): Promise<string | null> {
  if (!/^postgres(ql)?:$/.test(URL.parse(url)?.protocol ?? '')) {
    return 'This is no URL of a PostgreSQL server. Write it as postgresql://login:password@host:port/database'
  }
  return withClient(url, async (client) => {
    const { rows: logins } = await client.query(LOGIN)
    const [login] = logins
    if (!login.createsDatabases) return `The login ${login.name} may not create databases. Name a superuser.`
    if (!login.isSuperuser) {
      return `The login ${login.name} is no superuser: the tests also do what only one can, such as changing what is sealed.`
    }
    const { rows: tables } = await client.query(TABLES)
    if (tables.length === 0) return null
    const some = tables.map(({ name }) => name).join(', ')
    return `The database holds tables (${some} …). Name an empty one, on a server that has nothing but tests.`
  }).catch((error: unknown) => {
    const said = error instanceof Error ? error.message || ('code' in error && String(error.code)) : String(error)
    return `The server does not answer as PostgreSQL: ${said || 'no reason given'}`
  })
}

/** A database of a Citus cluster is one on each of its machines, which know one another. */
interface Cluster {
  coordinator: Machine
  workers: Machine[]
}

interface Machine {
  host: string
  port: number
}

async function clusterOf(server: pg.Client): Promise<Cluster | null> {
  const { rowCount } = await server.query(`SELECT FROM pg_extension WHERE extname = 'citus'`)
  if (rowCount === 0) return null
  const { rows } = await server.query<Machine & { isCoordinator: boolean }>(
    'SELECT nodename AS host, nodeport AS port, groupid = 0 AS "isCoordinator" FROM pg_dist_node WHERE isactive',
  )
  const coordinator = rows.find(({ isCoordinator }) => isCoordinator)
  if (!coordinator) throw new Error('The cluster has no coordinator: SELECT citus_set_coordinator_host(…) names it')
  return { coordinator, workers: rows.filter((one) => one !== coordinator) }
}

const urlAt = (url: string, { host, port }: Machine) =>
  Object.assign(new URL(url), { hostname: host, port: String(port) }).href

/** Makes an empty database for tests on the server that `url` names one of. */
export async function createOwnDatabase(url: string, purpose: string): Promise<OwnDatabase> {
  const name = `${PREFIX}${purpose}_${crypto.randomUUID().slice(0, 8)}`
  const cluster = await withClient(url, clusterOf)
  const servers = [url, ...(cluster?.workers.map((worker) => urlAt(url, worker)) ?? [])]
  for (const server of servers) {
    await withClient(server, (client) => client.query(`CREATE DATABASE ${name}`))
    if (cluster) await withClient(onDatabase(server, name), (client) => client.query('CREATE EXTENSION citus'))
  }
  const own = onDatabase(url, name)
  if (cluster) await withClient(own, (client) => introduce(client, cluster))
  return {
    url: own,
    drop: async () => {
      for (const server of servers) {
        await withClient(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
      }
    },
  }
}

async function introduce(client: pg.Client, { coordinator, workers }: Cluster): Promise<void> {
  await client.query('SELECT citus_set_coordinator_host($1, $2)', [coordinator.host, coordinator.port])
  for (const { host, port } of workers) await client.query('SELECT citus_add_node($1, $2)', [host, port])
}
