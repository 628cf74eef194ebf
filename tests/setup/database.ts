import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { appLoginAt } from '../../scripts/local/app-login.ts'
import { startEmbeddedPostgres } from '../../scripts/local/embedded-postgres.ts'
import { freePort } from '../../scripts/local/free-port.ts'
import { migrate } from '../../scripts/migrate.ts'
import { createOwnDatabase, problemOfServer } from './given-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the login that the app works under. */
    databaseUrl: string
    /** Of the owner: a superuser, for whom no fence holds. */
    databaseOwnerUrl: string
  }
}

/**
 * One real PostgreSQL for all tests of a project, thrown away at the end; or a database of its own on the server that
 * KEPT_TEST_DATABASE_URL names (npm run test:database): another version, or a Citus cluster.
 */
export default async function setup(project: TestProject) {
  const given = process.env.KEPT_TEST_DATABASE_URL
  if (given) {
    const problem = await problemOfServer(given)
    if (problem) throw new Error(problem)
    const database = await createOwnDatabase(given, project.name)
    await provide(project, database.url)
    return database.drop
  }
  const directory = mkdtempSync(path.join(tmpdir(), 'kept-test-'))
  const postgres = await startEmbeddedPostgres({
    directory: path.join(directory, 'postgres'),
    port: await freePort(),
    temporary: true,
  })
  await provide(project, postgres.url)
  return async () => {
    await postgres.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

async function provide(project: TestProject, ownerUrl: string): Promise<void> {
  const appUrl = appLoginAt(ownerUrl)
  await migrate(ownerUrl, appUrl)
  project.provide('databaseUrl', appUrl)
  project.provide('databaseOwnerUrl', ownerUrl)
}
