/**
 * Brings a database up to date: the tables, then the job queue, what the application may do with it, and its login; on a
 * Citus cluster, each shop's rows go to one of its machines.
 * DATABASE_OWNER_URL is the login that owns the tables, DATABASE_URL the application's.
 */
import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { QUEUE_SCHEMA } from '../app/platform/define-queue.ts'
import { QUEUES } from '../app/queues.ts'
import { createAppLogin } from './app-login.ts'
import { distributeTables } from './distribute.ts'

/**
 * Safe to run again, and on a newer database.
 *
 * @param ownerUrl of a login that may create tables and roles
 * @param appUrl of the login that the application gets; without it, somebody grants kept_app by hand
 */
export async function migrate(ownerUrl: string, appUrl?: string): Promise<void> {
  const { status, error, stdout, stderr } = spawnSync('prisma', ['migrate', 'deploy'], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: ownerUrl, CHECKPOINT_DISABLE: '1' },
  })
  if (status !== 0) {
    throw new Error(`The tables could not be brought up to date:\n${error ? error.message : stdout + stderr}`)
  }
  await installQueues(ownerUrl)
  if (appUrl) await createAppLogin(ownerUrl, appUrl)
  await distributeTables(ownerUrl)
}

async function installQueues(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: QUEUE_SCHEMA, supervise: false, schedule: false })
  // Unheard, it would end the process in the middle of its message; the statement that fails says it too.
  boss.on('error', () => undefined)
  await boss.start()
  for (const { name, options } of QUEUES) {
    await boss.createQueue(name, options)
    const { deadLetter: _fixed, ...changeable } = options
    await boss.updateQueue(name, changeable)
  }
  await boss.stop({ graceful: false })

  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => undefined)
  await client.connect()
  await client.query(`
    GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO kept_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO kept_app;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO kept_app;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${QUEUE_SCHEMA} TO kept_app;`)
  await client.end()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { DATABASE_OWNER_URL: owner, DATABASE_URL: app } = process.env
  if (!owner && !app) {
    process.stderr.write('Neither DATABASE_OWNER_URL nor DATABASE_URL is set: which database should be migrated?\n')
    process.exit(78)
  }
  await migrate(owner || app || '', owner && app ? app : undefined)
  process.stdout.write('The database is up to date.\n')
}
