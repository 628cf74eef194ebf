import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { appLoginAt } from '../../scripts/local/app-login.ts'
import { migrate } from '../../scripts/migrate.ts'
import { createOwnDatabase, type OwnDatabase } from '../setup/given-server.ts'
import { aShop } from '../setup/shopify-calls.ts'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')
const [A, B, C] = [key(1), key(2), key(3)]

/** A database of its own: which keys it was written with is what these tests are about. */
function aDatabase(name: string) {
  let database: OwnDatabase
  let owner: pg.Client

  function start(keys: readonly string[], ...args: string[]): ChildProcessByStdio<null, Readable, Readable> {
    const [current, ...retired] = keys
    return spawn(process.execPath, ['tests/platform/with-keys.ts', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        DATABASE_URL: appLoginAt(database.url),
        SMTP_URL: 'smtp://127.0.0.1:1',
        ENCRYPTION_KEY: current,
        ENCRYPTION_KEYS_RETIRED: retired.join(','),
      },
    })
  }

  async function run(keys: readonly string[], ...args: string[]) {
    const child = start(keys, ...args)
    const [out, said, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    return { code, said, result: out === '' ? null : JSON.parse(out) }
  }

  async function anotherConnection(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    return client
  }

  return {
    query: (sql: string, values?: unknown[]) => owner.query(sql, values),
    anotherConnection,
    start,
    run,
    open: async () => {
      database = await createOwnDatabase(inject('databaseOwnerUrl'), name)
      await migrate(database.url, appLoginAt(database.url))
      owner = await anotherConnection()
    },
    close: async () => {
      await owner.end()
      await database.drop()
    },
  }
}

const allThere = {
  identifiers: [{ kind: 'email', value: 'person-0@example.com' }],
  body: 'not understood',
  tokens: ['token', 'again'],
  mail: 'thea@example.com',
  signs: 'ed25519',
}

/** Each of them starts several processes of Kept's. */
const SEVERAL_STARTS = { timeout: 180_000 }

describe('a database and the keys that it was written with', SEVERAL_STARTS, () => {
  const { query, anotherConnection, open, close, run, start } = aDatabase('keys')
  const [one, two] = [aShop(), aShop()]
  beforeAll(open)
  afterAll(close)

  const under = async () => {
    const { rows } = await query('SELECT key_id, sealed::int FROM sealed_under()')
    return new Map<string, number>(rows.map(({ key_id, sealed }) => [key_id, sealed]))
  }

  test('another key does not start, and nobody’s erasure is reported done that erased nothing', async () => {
    expect(await run([A], 'put', one)).toMatchObject({ code: 0 })
    const before = await query('SELECT * FROM subject_identifiers')
    const refused = await run([B], 'erase', one)
    expect(refused).toMatchObject({ code: 78, result: null })
    expect(refused.said).toMatch(/^Kept cannot start[\s\S]*ENCRYPTION_KEY/)
    expect(refused.said).not.toContain('    at ')
    expect(await run([B], 'erase-unchecked', one)).toMatchObject({ code: 1, result: null })
    expect((await query('SELECT * FROM subject_identifiers')).rows).toEqual(before.rows)
    expect((await query('SELECT id FROM encryption_keys')).rowCount).toBe(1)
  })

  test('a new key beside the old one does, and what is written then needs both', async () => {
    expect(await run([B, A], 'put', two)).toMatchObject({ code: 0 })
    const [onlyNew, onlyOld] = await Promise.all([run([B], 'start'), run([A], 'start')])
    expect([onlyNew.code, onlyOld.code]).toEqual([78, 78])
  })

  test('in whatever order the retired ones stand, everybody is found', async () => {
    const orders = await Promise.all([run([C, A, B], 'read', one, two), run([C, B, A], 'read', one, two)])
    for (const order of orders) expect(order).toMatchObject({ code: 0, result: [allThere, allThere] })
  })

  test('the change of the key may be killed and goes on when it is run again', async () => {
    // Held up in the middle: somebody works with a row of the shop that it comes to last.
    const before = await under()
    const somebody = await anotherConnection()
    await somebody.query('BEGIN')
    await somebody.query('SELECT FROM subjects WHERE shop = $1 ORDER BY id DESC LIMIT 1 FOR UPDATE', [
      [one, two].toSorted().at(-1),
    ])
    const killed = start([C, A, B], 'rotate')
    const hasBegun = async () => [...(await under()).keys()].some((id) => !before.has(id))
    await expect.poll(hasBegun, { timeout: 120_000 }).toBe(true)
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    await somebody.end()
    expect((await under()).size).toBeGreaterThan(1)
  })

  test('and says when the old keys may be removed', async () => {
    const done = await run([C, A, B], 'rotate')
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('ENCRYPTION_KEYS_RETIRED may be emptied') })
    expect((await under()).size).toBe(1)
  })

  test('from then on the new key alone opens everything and finds everybody, and the old ones do not start', async () => {
    const [read, erased, old] = [
      await run([C], 'read', one, two),
      await run([C], 'erase', one),
      await run([A, B], 'start'),
    ]
    expect(read).toMatchObject({ code: 0, result: [allThere, allThere] })
    expect(erased).toMatchObject({ result: [{ subjects: 1, identifiers: 1 }] })
    expect(old).toMatchObject({ code: 78 })
  })

  test('what no key opens is counted, the old key stays needed, and the rest is done', async () => {
    const before = await under()
    await query(
      `UPDATE subjects SET wrapped_key = set_byte(wrapped_key, 20, get_byte(wrapped_key, 20) # 1) WHERE (shop, id) =
        (SELECT shop, id FROM subjects WHERE shop = $1 ORDER BY id LIMIT 1)`,
      [two],
    )
    const { code, said } = await run([A, C], 'rotate')
    expect(code).toBe(1)
    expect(said).toContain('No configured key opens 1')
    expect(said).toContain('The old keys are still needed')
    const [old] = before.keys()
    expect((await under()).get(old ?? '')).toBe(1)
    expect(await run([A], 'start')).toMatchObject({ code: 78 })
  })
})

describe('a database of before its keys were noted', SEVERAL_STARTS, () => {
  const { open, close, run } = aDatabase('keys_before')
  const shop = aShop()
  beforeAll(open)
  afterAll(close)

  test('says by what is in it which keys it needs, and finds everybody as before', async () => {
    expect(await run([A], 'put-as-before', shop)).toMatchObject({ code: 0 })
    expect(await run([B], 'start')).toMatchObject({ code: 78, said: expect.stringContaining('ENCRYPTION_KEY') })
    // By position, the last one would have been taken for the one that lookups follow from.
    expect(await run([B, A, C], 'read', shop)).toMatchObject({ code: 0, result: [allThere] })
  })
})
