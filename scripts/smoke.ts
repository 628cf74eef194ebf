/**
 * Starts the demo as a person would and ends it in every way that it may end: while it still starts, and then by each
 * signal that npm or its own process may get, also those that nobody can answer. Each time nothing of it may be left
 * after a few seconds, and the next start must still have the consent that the first one recorded.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { descendantsOf, isRunning, type RunningProcess } from './local/running-processes.ts'

const READY_SECONDS = 180
const STOPPED_SECONDS = 20

/** The last that is started is one of the app's own processes. */
const APP = 'scripts/start.ts'
const HISTORY = 'scripts/history/main.ts'
const DEMO = 'scripts/demo.ts'

/** Whom the signal goes to: npm, the demo's own process, or all that a terminal has in its foreground. */
type Target = 'npm' | 'demo' | 'foreground'

const ENDS: { signal: NodeJS.Signals; target: Target }[] = [
  { signal: 'SIGTERM', target: 'npm' },
  { signal: 'SIGKILL', target: 'npm' },
  { signal: 'SIGHUP', target: 'npm' },
  { signal: 'SIGTERM', target: 'demo' },
  { signal: 'SIGKILL', target: 'demo' },
  { signal: 'SIGINT', target: 'foreground' },
]

const A_HEADLESS_BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/153.0.0.0 Safari/537.36'

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

for (const [begun, options] of [
  [HISTORY, ['--reset']],
  // What was broken off is begun anew.
  [APP, []],
] as const) {
  const early = startDemo(options)
  while (!commandsOf(early).some((command) => command.includes(begun)) && early.exitCode === null) await pause(50)
  await end(early, { signal: 'SIGINT', target: 'foreground' })
}

let recordedAt: string | undefined
for (const way of ENDS) {
  const demo = startDemo([])
  try {
    const links = await linksOf(demo)
    if (!recordedAt) await lookAt(links)
    const storefront = links.find(({ name }) => name === 'Storefront')?.url ?? ''
    const [first, again] = [await record(storefront), await record(storefront)]
    if (first !== again) throw new Error('The same decision was recorded twice')
    if (recordedAt && first !== recordedAt) throw new Error('What the start before recorded is gone')
    recordedAt = first
    console.log(`one consent, recorded at ${first}`)
  } catch (error) {
    await end(demo, { signal: 'SIGTERM', target: 'npm' })
    throw error
  }
  await end(demo, way)
}

function startDemo(options: readonly string[]): ChildProcess {
  return spawn('npm', ['run', 'demo', '--', ...options], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
}

function commandsOf(demo: ChildProcess): string[] {
  return descendantsOf(demo.pid ?? 0).map(({ command }) => command)
}

async function lookAt(links: readonly Link[]): Promise<void> {
  for (const { name, url } of links) {
    const response = await fetch(url, { headers: { 'user-agent': A_HEADLESS_BROWSER } })
    if (!response.ok) throw new Error(`${name}: ${url} answers ${response.status}`)
    console.log(`${name} answers`)
    // The app itself is in a frame of the admin.
    const frame = /<iframe id="app"[^>]* src="([^"]+)"/.exec(await response.text())?.[1]?.replaceAll('&amp;', '&')
    if (name !== 'Admin') continue
    const app = await fetch(frame ?? '', { headers: { 'user-agent': A_HEADLESS_BROWSER } })
    if (!app.ok) throw new Error(`The app answers a headless browser ${app.status}`)
    console.log('The app in it answers a headless browser')
  }
}

/** Sends the signal and waits until all that was started is gone. */
async function end(demo: ChildProcess, { signal, target }: { signal: NodeJS.Signals; target: Target }): Promise<void> {
  const npm = demo.pid ?? 0
  const started = descendantsOf(npm)
  const node = started.find(({ command }) => command.includes(DEMO))?.pid ?? npm
  const pid = { npm, demo: node, foreground: -npm }[target]
  const before = Date.now()
  const ended = demo.exitCode === null && demo.signalCode === null ? once(demo, 'exit') : undefined
  process.kill(pid, signal)
  let left: RunningProcess[] = started
  while (left.length > 0 && Date.now() - before < STOPPED_SECONDS * 1000) {
    await pause(100)
    left = started.filter(isRunning)
  }
  if (left.length > 0) {
    const list = left.map(({ pid, command }) => `${pid} ${command}`).join('\n')
    throw new Error(`${signal} to ${target} left these processes behind:\n${list}`)
  }
  await ended
  const seconds = ((Date.now() - before) / 1000).toFixed(1)
  console.log(`${signal} to ${target}: none of ${started.length} processes is left after ${seconds} s\n`)
}

interface Link {
  name: string
  url: string
}

/** In the order in which the demo prints them: the first shop's before the second's. */
function linksOf(demo: ChildProcess): Promise<Link[]> {
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new Error('The demo did not get ready in time')), READY_SECONDS * 1000)
    let output = ''
    demo.stdout?.setEncoding('utf8').on('data', (text: string) => {
      process.stdout.write(text)
      output += text
      if (!output.includes('Ctrl-C')) return
      clearTimeout(giveUp)
      resolve([...output.matchAll(/^ {2}(\w+) +(http\S+)$/gm)].map(([, name = '', url = '']) => ({ name, url })))
    })
    demo.once('exit', (code) => reject(new Error(`The demo ended with ${code}`)))
  })
}

/** The decision, once more the same. When it was recorded first. */
async function record(storefront: string): Promise<string> {
  const response = await fetch(new URL('/apps/privacy/consent', storefront), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(decision),
  })
  if (response.status !== 200) throw new Error(`The consent was answered ${response.status}: ${await response.text()}`)
  const { recordedAt } = (await response.json()) as { recordedAt: string }
  return recordedAt
}
