/**
 * Starts the demo as a person would and stops it before it is there; then starts it again, looks at what it links to,
 * records one consent and stops it. Looks for leftovers both times.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

const READY_SECONDS = 90

/** What has ended may take a moment to be gone from the list of processes. */
const LEFT_MS = 5_000

/** One of the app's own processes: they are the last that are started. */
const APP = 'scripts/start.ts'

const early = startDemo()
while (!descendantsOf(early.pid ?? 0).some(({ command }) => command.includes(APP)) && early.exitCode === null)
  await pause(50)
await stopDemo(early)

const demo = startDemo()
try {
  const links = await linksOf(demo)
  for (const [name, url] of Object.entries(links)) {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`${name}: ${url} answers ${response.status}`)
    console.log(`${name} answers`)
  }
  await recordConsent(links.Storefront ?? '')
} finally {
  await stopDemo(demo)
}

function startDemo(): ChildProcess {
  return spawn('npm', ['run', 'demo', '--', '--reset'], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
}

/** As Ctrl-C in a terminal does it: everything in the foreground hears of it. */
async function stopDemo(child: ChildProcess): Promise<void> {
  const started = descendantsOf(child.pid ?? 0)
  console.log(`stopping ${started.length} processes`)
  if (child.pid !== undefined && child.exitCode === null) {
    process.kill(-child.pid, 'SIGINT')
    await new Promise((resolve) => child.once('exit', resolve))
  }
  const left = () => processes().filter(({ pid }) => started.some((one) => one.pid === pid))
  for (let waited = 0; waited < LEFT_MS && left().length > 0; waited += 100) await pause(100)
  if (left().length > 0)
    throw new Error(
      `These processes were left behind:\n${left()
        .map(({ pid, command }) => `${pid} ${command}`)
        .join('\n')}`,
    )
  console.log('no process is left')
}

function linksOf(child: ChildProcess): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new Error('The demo did not get ready in time')), READY_SECONDS * 1000)
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      process.stdout.write(text)
      output += text
      if (!output.includes('Ctrl-C')) return
      clearTimeout(giveUp)
      resolve(Object.fromEntries([...output.matchAll(/^ {2}(\w+) +(http\S+)$/gm)].map(([, name, url]) => [name, url])))
    })
    child.once('exit', (code) => reject(new Error(`The demo ended with ${code}`)))
  })
}

async function recordConsent(storefront: string): Promise<void> {
  const decision = {
    id: randomUUID(),
    visitor: randomUUID(),
    choices: { preferences: true, analytics: false, marketing: false },
    surface: 'banner',
    language: 'fr',
    region: 'FRIDF',
    gpc: false,
    banner: '0123456789abcdef',
  }
  const send = async () => {
    const response = await fetch(new URL('/apps/privacy/consent', storefront), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(decision),
    })
    if (response.status !== 200)
      throw new Error(`The consent was answered ${response.status}: ${await response.text()}`)
    return (await response.json()) as { id: string; recordedAt: string }
  }
  const [first, again] = [await send(), await send()]
  if (first.recordedAt !== again.recordedAt) throw new Error('The same decision was recorded twice')
  console.log(`one consent recorded at ${first.recordedAt}`)
}

interface Running {
  pid: number
  parent: number
  command: string
}

/** Without those that have ended and only wait for somebody to take note of it. */
function processes(): Running[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).trim().split('\n')
  return lines.flatMap((line) => {
    const [pid, parent, state, ...command] = line.trim().split(/\s+/)
    return state?.startsWith('Z') ? [] : [{ pid: Number(pid), parent: Number(parent), command: command.join(' ') }]
  })
}

/** Every process that this one started, and those started, and so on. */
function descendantsOf(root: number): Running[] {
  const all = processes()
  const children = (of: number): Running[] =>
    all.filter(({ parent }) => parent === of).flatMap((one) => [one, ...children(one.pid)])
  return children(root)
}
