/** Creates the login that the application uses: it owns nothing, and has only the rights of kept_app. */
import pg from 'pg'
import { APP_ROLE, LOGIN_FACTS, type LoginFacts, problemOfLogin } from '../app/platform/login.ts'

const INSUFFICIENT_PRIVILEGE = '42501'

/** GRANT … WITH INHERIT came with this version; before it, the member's own INHERIT decides. */
const GRANT_WITH_INHERIT = 160_000

/**
 * Creates the login that `appUrl` names, or brings it up to date: its password, and its membership in kept_app.
 * Safe to run again. The owner need not be a superuser, only able to create roles.
 *
 * @throws when that login could do more than the application may.
 */
export async function createAppLogin(ownerUrl: string, appUrl: string): Promise<void> {
  const { username, password } = new URL(appUrl)
  const [login, secret] = [decodeURIComponent(username), decodeURIComponent(password)]
  if (login === '')
    throw new Error('DATABASE_URL names no login. Write it as postgresql://login:password@host/database')
  const owner = new pg.Client({ connectionString: ownerUrl })
  // A connection that is lost between two statements says so by this event; the next one fails and is heard.
  owner.on('error', () => undefined)
  await owner.connect()
  try {
    await owner.query('BEGIN')
    // Two migrations of one database may run at once.
    await owner.query(`SELECT pg_advisory_xact_lock(hashtextextended('kept app login', 0))`)
    await refuseTooPowerful(owner, login)
    await owner.query('SAVEPOINT before')
    await grantTo(owner, login, secret).catch(async (error: unknown) => {
      await owner.query('ROLLBACK TO before')
      await explain(owner, login, error)
    })
    await owner.query('COMMIT')
  } finally {
    await owner.end()
  }
}

/** What exists and has power is somebody else's: its password is not touched. */
async function refuseTooPowerful(owner: pg.Client, login: string): Promise<void> {
  const facts = await factsOf(owner, login)
  const problem = facts && (facts.isPowerful || facts.isOwner) ? problemOfLogin(facts) : null
  if (problem) throw new Error(problem)
}

async function grantTo(owner: pg.Client, login: string, secret: string): Promise<void> {
  const name = pg.escapeIdentifier(login)
  const exists = (await factsOf(owner, login)) !== null
  const withPassword = secret === '' ? '' : `PASSWORD ${pg.escapeLiteral(secret)}`
  await owner.query(`${exists ? 'ALTER' : 'CREATE'} ROLE ${name} WITH LOGIN INHERIT ${withPassword}`)
  const { rows } = await owner.query(`SELECT current_setting('server_version_num')::int AS version`)
  const inherit = rows[0].version >= GRANT_WITH_INHERIT ? 'WITH INHERIT TRUE' : ''
  await owner.query(`GRANT ${APP_ROLE} TO ${name} ${inherit}`)
}

/** An administrator may have made the login, and the owner may not change it: then it is enough that it has its rights. */
async function explain(owner: pg.Client, login: string, error: unknown): Promise<void> {
  if (!(error instanceof pg.DatabaseError) || error.code !== INSUFFICIENT_PRIVILEGE) throw error
  const facts = await factsOf(owner, login)
  if (facts && problemOfLogin(facts) === null) return
  const name = pg.escapeIdentifier(login)
  throw new Error(
    `The owner's login may not create the application's login or change it (${error.message}). As an administrator, run:\n` +
      `  ${facts ? '' : `CREATE ROLE ${name} LOGIN PASSWORD '…'; `}GRANT ${APP_ROLE} TO ${name};`,
  )
}

/** Null when there is no such login. */
async function factsOf(owner: pg.Client, login: string): Promise<LoginFacts | null> {
  const { rows } = await owner.query<LoginFacts>(LOGIN_FACTS, [login])
  return rows[0] ?? null
}
