import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../../scripts/local/embedded-postgres.ts'
import { freePort } from '../../scripts/local/free-port.ts'
import { processOf } from '../../scripts/local/running-processes.ts'

const IS_ROOT = process.getuid?.() === 0

/** A folder whose name needs quoting, below one that nobody but us may enter. */
let closed: string
/** In it, a data folder as an earlier start left it, but for its owner: it was copied. */
let directory: string
let template: string

const start = async () => startEmbeddedPostgres({ directory, port: await freePort() })

beforeAll(async () => {
  template = mkdtempSync(path.join(tmpdir(), 'kept-template-'))
  directory = path.join(template, 'postgres')
  const postgres = await start()
  await ask(postgres.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
  await postgres.stop()
})
beforeEach(() => {
  closed = mkdtempSync(path.join(tmpdir(), 'kept-closed-'))
  mkdirSync(path.join(closed, "l'été de Kept"))
  directory = path.join(closed, "l'été de Kept/postgres")
  cpSync(path.join(template, 'postgres'), directory, { recursive: true })
  chmodSync(closed, 0o700)
})
afterEach(() => rmSync(closed, { recursive: true, force: true }))
afterAll(() => rmSync(template, { recursive: true, force: true }))

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}

test('a person who starts Kept in a private folder keeps their data, and the folder stays private', async () => {
  const before = statSync(path.dirname(directory)).mode
  const first = await start()
  await ask(first.url, 'UPDATE kept SET answer = 43')
  await first.stop()
  const second = await start()
  expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 43 }])
  await second.stop()
  expect(statSync(closed).mode & 0o777).toBe(0o700)
  expect(statSync(path.dirname(directory)).mode).toBe(before)
})

test('a server ends with the process that started it, even when that is killed, and the next start has all committed data', async () => {
  const starter = await startElsewhere()
  await ask(starter.url, 'UPDATE kept SET answer = 43')
  const server = serverIn(directory)
  starter.child.kill('SIGKILL')
  await once(starter.child, 'exit')
  const next = await start()
  expect(await ask(next.url, 'SELECT answer FROM kept')).toEqual([{ answer: 43 }])
  expect(serverIn(directory)).not.toBe(server)
  expect(processOf(server)).toBeUndefined()
  await next.stop()
})

test('a temporary database leaves nothing behind, nor does a start that was killed while it made its folder', async () => {
  mkdirSync(`${directory}-2.unfinished`)
  writeFileSync(path.join(`${directory}-2.unfinished`, 'PG_VERSION'), '18\n')
  const postgres = await startEmbeddedPostgres({ directory: `${directory}-2`, port: await freePort(), temporary: true })
  expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await postgres.stop()
  expect(readdirSync(path.dirname(directory))).toEqual(['postgres'])
})

test("another folder's server is not taken for one that was left behind", async () => {
  const theirs = `${directory}-of-somebody`
  cpSync(directory, theirs, { recursive: true })
  const other = await startEmbeddedPostgres({ directory: theirs, port: await freePort() })
  writeFileSync(path.join(directory, 'postmaster.pid'), `${serverIn(theirs)}\n`)
  const postgres = await start()
  expect(await ask(other.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await postgres.stop()
  await other.stop()
})

test('a port that is taken is named, and the other server left alone', async () => {
  const first = await start()
  const port = Number(new URL(first.url).port)
  cpSync(directory, `${directory}-2`, { recursive: true })
  rmSync(path.join(`${directory}-2`, 'postmaster.pid'))
  const second = startEmbeddedPostgres({ directory: `${directory}-2`, port })
  await expect(second).rejects.toThrow(/did not start in .*Address already in use/s)
  expect(await ask(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await first.stop()
})

test.runIf(IS_ROOT)('data of another user stays theirs when root starts Kept', async () => {
  const first = await start()
  await first.stop()
  for (const file of everythingIn(directory)) lchownSync(file, 4242, 4242)
  const second = await start()
  expect(await ask(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await second.stop()
  expect(new Set(everythingIn(directory).map((file) => statSync(file).uid))).toEqual(new Set([4242]))
})

function everythingIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return [folder, ...names.map((name) => path.join(folder, name))]
}

const serverIn = (folder: string) => Number(readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])

/** In a process of its own, which can be killed. */
async function startElsewhere(): Promise<{ child: ChildProcess; url: string }> {
  const module = path.resolve('scripts/local/embedded-postgres.ts')
  const options = { directory, port: await freePort() }
  const script = `const { startEmbeddedPostgres } = await import(${JSON.stringify(module)})
    console.log((await startEmbeddedPostgres(${JSON.stringify(options)})).url)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  while (!output.includes('\n') && child.exitCode === null) await pause(20)
  return { child, url: output.trim() }
}
