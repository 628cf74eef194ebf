/** Starts the demo as a person would, looks at what it links to, records one consent, stops it, and looks for leftovers. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'

const READY_SECONDS = 90

const demo = spawn('npm', ['run', 'demo', '--', '--reset'], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
let started: number[]
try {
  const links = await linksOf(demo)
  for (const [name, url] of Object.entries(links)) {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`${name}: ${url} answers ${response.status}`)
    console.log(`${name} answers`)
  }
  await recordConsent(links.Storefront ?? '')
} finally {
  started = descendantsOf(demo.pid ?? 0)
  console.log(`stopping ${started.length} processes`)
  // As Ctrl-C in a terminal does it: everything in the foreground hears of it.
  if (demo.pid !== undefined && demo.exitCode === null) {
    process.kill(-demo.pid, 'SIGINT')
    await new Promise((resolve) => demo.once('exit', resolve))
  }
}
const left = started.filter((pid) => processes().some((one) => one.pid === pid))
if (left.length > 0) throw new Error(`These processes were left behind: ${left.join(', ')}`)
console.log('no process is left')

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

function processes(): { pid: number; parent: number }[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  return lines.map((line) => {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number)
    return { pid, parent }
  })
}

/** Every process that this one started, and those started, and so on. */
function descendantsOf(root: number): number[] {
  const all = processes()
  const children = (of: number): number[] =>
    all.filter(({ parent }) => parent === of).flatMap(({ pid }) => [pid, ...children(pid)])
  return children(root)
}
