/** Brings a database up to date: the tables, then the job queue and what the application may do with it. */
import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { QUEUE_SCHEMA, QUEUES } from '../app/platform/queues.ts'

/** @param databaseUrl of a login that may create tables and roles. Safe to run again, and on a newer database. */
export async function migrate(databaseUrl: string): Promise<void> {
  const { status, error, stdout, stderr } = spawnSync('prisma', ['migrate', 'deploy'], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: databaseUrl, CHECKPOINT_DISABLE: '1' },
  })
  if (status !== 0) {
    throw new Error(`The tables could not be brought up to date:\n${error ? error.message : stdout + stderr}`)
  }
  await installQueues(databaseUrl)
}

async function installQueues(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: databaseUrl, schema: QUEUE_SCHEMA, supervise: false, schedule: false })
  await boss.start()
  for (const [name, options] of Object.entries(QUEUES)) {
    await boss.createQueue(name, options)
    const { deadLetter: _fixed, ...changeable } = options
    await boss.updateQueue(name, changeable)
  }
  await boss.stop({ graceful: false })

  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`
    GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO kept_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO kept_app;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO kept_app;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${QUEUE_SCHEMA} TO kept_app;`)
  await client.end()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!process.env.DATABASE_URL) {
    process.stderr.write('DATABASE_URL is not set: which database should be migrated?\n')
    process.exit(78)
  }
  await migrate(process.env.DATABASE_URL)
  process.stdout.write('The database is up to date.\n')
}
