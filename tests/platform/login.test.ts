import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { readLogin } from '../../app/platform/db.ts'
import { LOGIN_FACTS, type LoginFacts, problemOfLogin } from '../../app/platform/login.ts'
import { createAppLogin } from '../../scripts/app-login.ts'
import { createDatabase, type LocalPostgres, startEmbeddedPostgres } from '../../scripts/local/embedded-postgres.ts'
import { freePort } from '../../scripts/local/free-port.ts'
import { migrate } from '../../scripts/migrate.ts'

const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

async function factsOf(login: string): Promise<LoginFacts> {
  const { rows } = await owner.query<LoginFacts>(LOGIN_FACTS, [login])
  return rows[0] as LoginFacts
}

describe('the app works only under a login that the fence between shops holds for', () => {
  test('the one that it works under here is such a login', async () => {
    expect(problemOfLogin(await readLogin())).toBe(null)
  })

  test.each([
    ['a superuser', 'SUPERUSER IN ROLE kept_app', 'rights that pass every fence'],
    ['one that passes row-level security', 'BYPASSRLS IN ROLE kept_app', 'rights that pass every fence'],
    ['one that can make roles', 'CREATEROLE IN ROLE kept_app', 'rights that pass every fence'],
    ['one that can become a superuser', 'IN ROLE kept_app, postgres', 'rights that pass every fence'],
    ['one that can become the owner', 'IN ROLE kept_app, table_owner', 'owns the tables'],
    ['one that does not have the rights of kept_app', '', 'not a member of kept_app'],
    ['one that would have to ask for them', 'NOINHERIT IN ROLE kept_app', 'not a member of kept_app'],
  ])('%s is refused', async (_what, attributes, why) => {
    await owner.query(`CREATE ROLE table_owner; GRANT CREATE ON SCHEMA public TO table_owner`)
    await owner.query(`CREATE TABLE a_table (); ALTER TABLE a_table OWNER TO table_owner`)
    await owner.query(`CREATE ROLE tried LOGIN ${attributes}`)
    try {
      expect(problemOfLogin(await factsOf('tried'))).toContain(why)
    } finally {
      await owner.query('DROP ROLE tried; DROP OWNED BY table_owner; DROP ROLE table_owner')
    }
  })

  test('a database without tables says what to run', () => {
    const facts = { login: 'x', isMigrated: false, hasRights: false, isPowerful: false, isOwner: false }
    expect(problemOfLogin(facts)).toContain('npm run migrate')
  })
})

describe('migrating gives the app its login', () => {
  const loginAt = (name: string, password: string) => {
    const url = new URL(inject('databaseOwnerUrl'))
    Object.assign(url, { username: name, password })
    return url.href
  }

  test('again, with another password, as often as it is run', async () => {
    for (const password of ['first', 'it%27s%20%22second%22%2F', 'it%27s%20%22second%22%2F']) {
      const url = loginAt('twice', password)
      await createAppLogin(inject('databaseOwnerUrl'), url)
      const login = new pg.Client({ connectionString: url })
      await login.connect()
      const { rows } = await login.query<LoginFacts>(LOGIN_FACTS, [null])
      await login.end()
      expect(rows[0]).toMatchObject({ login: 'twice', hasRights: true, isPowerful: false, isOwner: false })
    }
    await owner.query('DROP ROLE twice')
  })

  test('but never changes the owner or a superuser that DATABASE_URL names', async () => {
    await owner.query(`CREATE ROLE somebody SUPERUSER LOGIN PASSWORD 'theirs'`)
    const before = await owner.query(`SELECT rolpassword FROM pg_authid WHERE rolname IN ('somebody', 'postgres')`)
    for (const name of ['somebody', 'postgres']) {
      await expect(createAppLogin(inject('databaseOwnerUrl'), loginAt(name, 'new'))).rejects.toThrow('another login')
    }
    const after = await owner.query(`SELECT rolpassword FROM pg_authid WHERE rolname IN ('somebody', 'postgres')`)
    expect(after.rows).toEqual(before.rows)
    await owner.query('DROP ROLE somebody')
  })
})

describe('where the owner is no superuser, as on a managed server', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'kept-managed-'))
  let server: LocalPostgres
  let admin: pg.Client
  const urlOf = (login: string) => {
    const url = new URL('/managed', server.url)
    Object.assign(url, { username: login, password: login })
    return url.href
  }

  beforeAll(async () => {
    const at = { directory: path.join(directory, 'postgres'), port: await freePort(), temporary: true }
    server = await startEmbeddedPostgres(at)
    admin = new pg.Client({ connectionString: server.url })
    await admin.connect()
    await admin.query(`CREATE ROLE the_owner LOGIN CREATEROLE CREATEDB PASSWORD 'the_owner'`)
    await createDatabase(new URL('/postgres', urlOf('the_owner')).href, 'managed')
  })
  afterAll(async () => {
    await admin.end()
    await server.stop()
    rmSync(directory, { recursive: true })
  })

  test('one command makes the tables and the login, and is run again without harm', async () => {
    for (let time = 0; time < 2; time += 1) await migrate(urlOf('the_owner'), urlOf('the_app'))
    const app = new pg.Client({ connectionString: urlOf('the_app') })
    await app.connect()
    const { rows } = await app.query<LoginFacts>(LOGIN_FACTS, [null])
    expect(problemOfLogin(rows[0] as LoginFacts)).toBe(null)
    await expect(app.query('SELECT count(*) FROM subjects')).resolves.toBeDefined()
    await app.end()
  })

  test('a login that an administrator made is taken as it is, or the administrator is told what to do', async () => {
    await admin.query(`CREATE ROLE theirs LOGIN PASSWORD 'theirs'`)
    await expect(createAppLogin(urlOf('the_owner'), urlOf('theirs'))).rejects.toThrow('GRANT kept_app TO "theirs"')
    await admin.query('GRANT kept_app TO theirs')
    await expect(createAppLogin(urlOf('the_owner'), urlOf('theirs'))).resolves.toBeUndefined()
  })
})
