/**
 * The database tests and the crash test, on the PostgreSQL that npm installed, or on a server or Citus cluster that is given:
 *
 *   npm run test:database -- --url postgresql://login:password@host:port/database
 *
 * They make databases of their own there and drop them. Everything else that is given goes to Vitest.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { problemOfServer } from '../tests/setup/given-server.ts'

const { values, positionals } = parseArgs({ options: { url: { type: 'string' } }, allowPositionals: true })
const url = values.url ?? process.env.KEPT_TEST_DATABASE_URL
if (url) {
  const problem = await problemOfServer(url)
  if (problem) {
    process.stderr.write(`${problem}\n`)
    process.exit(78)
  }
}
const projects = ['database', 'crash'].flatMap((project) => ['--project', project])
// One file after the other: the crash test starts processes, and a server that is given may be small.
const { status } = spawnSync('vitest', ['run', '--no-file-parallelism', ...projects, ...positionals], {
  stdio: 'inherit',
  env: { ...process.env, ...(url && { KEPT_TEST_DATABASE_URL: url }) },
})
process.exit(status ?? 1)
