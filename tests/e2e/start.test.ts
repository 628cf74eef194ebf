import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { appLoginAt } from '../../scripts/local/app-login.ts'
import { createDatabase } from '../../scripts/local/embedded-postgres.ts'
import { migrate } from '../../scripts/migrate.ts'
import { OF_THIS_PROCESS } from '../setup/started.ts'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')

/** Runs a command of the built app until it ends. */
async function run(script: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...OF_THIS_PROCESS,
      NODE_ENV: 'production',
      LOG_LEVEL: 'silent',
      SHOPIFY_API_KEY: 'test-key',
      SHOPIFY_API_SECRET: 'test-secret',
      SHOPIFY_APP_URL: 'https://kept.example.com',
      HOST: '127.0.0.1',
      PORT: '0',
      METRICS_PORT: '0',
      ...env,
    },
  })
  const [said, wrong, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, said, wrong }
}

describe('the built app, where it must not work, ends with 78 and says what to do', () => {
  const owner = new URL(`/start_${process.pid}`, inject('stackDatabase')).href
  const admin = new pg.Client({ connectionString: inject('stackDatabase') })
  beforeAll(async () => {
    await admin.connect()
    await createDatabase(inject('stackDatabase'), new URL(owner).pathname.slice(1))
    await migrate(owner, appLoginAt(owner))
  })
  afterAll(async () => {
    await admin.query(`DROP DATABASE ${new URL(owner).pathname.slice(1)} WITH (FORCE)`)
    await admin.end()
  })

  test.each(['web', 'worker', 'all'])('as the owner of the database (%s)', async (KEPT_ROLE) => {
    const { code, wrong } = await run('scripts/start.ts', { DATABASE_URL: owner, ENCRYPTION_KEY: key(1), KEPT_ROLE })
    expect(code).toBe(78)
    expect(wrong).toMatch(/names the login "postgres"[\s\S]*DATABASE_OWNER_URL/)
  })

  test('under another encryption key, until the change of the key went through', async () => {
    const under = (current: string, retired = '') => ({
      DATABASE_URL: appLoginAt(owner),
      ENCRYPTION_KEY: current,
      ENCRYPTION_KEYS_RETIRED: retired,
    })
    expect(await run('scripts/rotate-key.ts', under(key(1)))).toMatchObject({ code: 0, wrong: '' })
    for (const script of ['scripts/start.ts', 'scripts/rotate-key.ts']) {
      const { code, wrong } = await run(script, under(key(2)))
      expect(code).toBe(78)
      expect(wrong).toMatch(/encryption key that is not configured/)
      expect(wrong).not.toContain('    at ')
    }
    const changed = await run('scripts/rotate-key.ts', under(key(2), key(1)))
    expect(changed).toMatchObject({ code: 0, said: expect.stringContaining('may be emptied') })
    expect(await run('scripts/start.ts', under(key(1)))).toMatchObject({ code: 78 })
  })
})
