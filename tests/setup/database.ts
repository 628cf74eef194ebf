import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { appLoginAt } from '../../scripts/local/app-login.ts'
import { startEmbeddedPostgres } from '../../scripts/local/embedded-postgres.ts'
import { freePort } from '../../scripts/local/free-port.ts'
import { migrate } from '../../scripts/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the login that the app works under. */
    databaseUrl: string
    /** Of the owner: a superuser, for whom no fence holds. */
    databaseOwnerUrl: string
  }
}

/** One real PostgreSQL for all tests of the run, thrown away at the end. */
export default async function setup(project: TestProject) {
  const directory = mkdtempSync(path.join(tmpdir(), 'kept-test-'))
  const postgres = await startEmbeddedPostgres({
    directory: path.join(directory, 'postgres'),
    port: await freePort(),
    temporary: true,
  })
  const appUrl = appLoginAt(postgres.url)
  await migrate(postgres.url, appUrl)
  project.provide('databaseUrl', appUrl)
  project.provide('databaseOwnerUrl', postgres.url)
  return async () => {
    await postgres.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
