import pg from 'pg'
import { inject } from 'vitest'

/**
 * Changes what the tables hold as somebody can who owns the database, and so may switch off the triggers that refuse it.
 * In one transaction, whose settings reach every machine of a cluster.
 */
export async function forge(statements: string | readonly string[], values: unknown[]): Promise<void> {
  const superuser = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
  await superuser.connect()
  try {
    await superuser.query('BEGIN; SET LOCAL session_replication_role = replica')
    for (const statement of [statements].flat()) await superuser.query(statement, values)
    await superuser.query('COMMIT')
  } finally {
    await superuser.end()
  }
}
