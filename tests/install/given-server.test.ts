import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { freePort } from '../../scripts/local/free-port.ts'
import { createOwnDatabase, type OwnDatabase, problemOfServer } from '../setup/given-server.ts'

const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
const login = `tester_${randomUUID().slice(0, 8)}`
let empty: OwnDatabase
beforeAll(async () => {
  await owner.connect()
  await owner.query(`CREATE ROLE ${login} LOGIN PASSWORD 'tester'`)
  empty = await createOwnDatabase(inject('databaseOwnerUrl'), 'empty')
})
afterAll(async () => {
  await empty.drop()
  await owner.query(`DROP ROLE ${login}`)
  await owner.end()
})

const asTester = () => Object.assign(new URL(empty.url), { username: login, password: 'tester' }).href

describe('tests on a server that is given', () => {
  test('run where they can make databases of their own', async () => {
    expect(await problemOfServer(empty.url)).toBeNull()
  })

  test('never on a database that somebody keeps something in', async () => {
    expect(await problemOfServer(inject('databaseOwnerUrl'))).toMatch(/^The database holds tables \(.+\)/)
  })

  test.each([
    ['may not create databases', 'NOCREATEDB', /^The login tester_\w+ may not create databases/],
    ['is no superuser', 'CREATEDB', /^The login tester_\w+ is no superuser/],
  ])('say that the login %s', async (_what, right, problem) => {
    await owner.query(`ALTER ROLE ${login} ${right}`)
    expect(await problemOfServer(asTester())).toMatch(problem)
  })

  test('say that nobody answers, or that it is no URL', async () => {
    const port = await freePort()
    expect(await problemOfServer(`postgresql://a@127.0.0.1:${port}/a`)).toMatch(/does not answer.+ECONNREFUSED/)
    for (const url of ['', '127.0.0.1:5432', 'http://127.0.0.1/a']) expect(await problemOfServer(url)).toMatch(/no URL/)
  })

  test('leave nothing behind: the database that was made is dropped, also while somebody is connected', async () => {
    const database = await createOwnDatabase(inject('databaseOwnerUrl'), 'dropped')
    const client = new pg.Client({ connectionString: database.url })
    client.on('error', () => undefined)
    await client.connect()
    await database.drop()
    const name = new URL(database.url).pathname.slice(1)
    expect((await owner.query('SELECT FROM pg_database WHERE datname = $1', [name])).rowCount).toBe(0)
  })
})
