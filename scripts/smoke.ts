/** Starts the demo as a person would, looks at what it links to, records one consent, stops it, and looks for leftovers. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'

const READY_SECONDS = 90

const demo = spawn('npm', ['run', 'demo', '--', '--reset'], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
const links = await linksOf(demo)
try {
  for (const [name, url] of Object.entries(links)) {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`${name}: ${url} answers ${response.status}`)
    console.log(`${name} answers`)
  }
  await recordConsent(links.Storefront ?? '')
} finally {
  const before = processesOfDemo()
  console.log(`stopping ${before.length} processes`)
  demo.kill('SIGINT')
  await new Promise((resolve) => demo.once('exit', resolve))
}
const left = processesOfDemo()
if (left.length > 0) throw new Error(`These processes were left behind:\n${left.join('\n')}`)
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

/** The demo's own processes by the folder they work in: PostgreSQL leaves the group it was started in. */
function processesOfDemo(): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,pgid,args'], { encoding: 'utf8' }).split('\n')
  const mine = `${process.cwd()}/.data/demo`
  return lines.filter(
    (line) => line.includes(mine) || line.includes('scripts/demo.ts') || line.includes('scripts/start.ts'),
  )
}
