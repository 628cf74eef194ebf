/**
 * The banner beside the best public ones, on the same page in the same browser, cold, as medians of nine visits each:
 *
 *   npm run bench:banner            all of it (about ten minutes)
 *   npm run bench:banner -- 3       with three visits each
 *
 * Visits alternate between the banners, so that a noisy machine disturbs all alike. Compare the ratios, not the times.
 */
import { cpus } from 'node:os'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { chromiumLaunch } from '../../../scripts/local/chromium.ts'
import { type Contender, contenders } from './contenders.ts'
import { type Device, type Visit, visitOnce } from './probe.ts'
import { openSite } from './site.ts'

const ROUNDS = Number(process.argv[2] ?? 9)
const REFERENCE = 'vanilla-cookieconsent'
const BARE = 'no banner'

const SLOW_4G = { latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
/** With what Kept is to reach: shown, of vanilla's time; hidden, in ms. */
const DEVICES: (Device & { targets: { shown: number; hidden: number } })[] = [
  {
    name: 'desktop, 1280 × 800',
    viewport: { width: 1280, height: 800 },
    cpu: 1,
    network: null,
    targets: { shown: 0.5, hidden: 20 },
  },
  {
    name: 'phone, 390 × 844, CPU ÷ 4, slow 4G',
    viewport: { width: 390, height: 844 },
    cpu: 4,
    network: SLOW_4G,
    targets: { shown: 0.55, hidden: 60 },
  },
]

const all = await contenders()
const site = await openSite(all)
const browser = await chromium.launch(await chromiumLaunch())

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const gzipped = (text: string) => (text ? gzipSync(text, { level: 9 }).length : 0)
const bytesOf = ({ head, files }: Contender) =>
  gzipped(head) + Object.values(files).reduce((sum, { content }) => sum + gzipped(content), 0)

async function compare(device: Device): Promise<Map<string, Visit[]>> {
  const visits = new Map<string, Visit[]>(all.map(({ name }) => [name, []]))
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const contender of all) {
      visits.get(contender.name)?.push(await visitOnce(browser, device, contender, site.urlOf(contender)))
    }
  }
  return visits
}

type Figure = 'shown' | 'hidden' | 'script' | 'scriptAgain' | 'longTasks'

function print(device: (typeof DEVICES)[number], visits: Map<string, Visit[]>): void {
  const of = (name: string, key: Figure) => median((visits.get(name) ?? []).map((visit) => visit[key]))
  const ms = (value: number) => (value > 0 ? `${value.toFixed(0)} ms` : '–')
  console.log(`\n${device.name}`)
  const header = ['', 'gzip', 'shown', 'of vanilla', 'hidden', 'script', 'long tasks', 'shift', 'largest', 'again']
  console.log(header.map((cell, n) => (n === 0 ? cell.padEnd(22) : cell.padStart(11))).join(''))
  for (const contender of all) {
    const { name } = contender
    const list = visits.get(name) ?? []
    const ratio = of(name, 'shown') / of(REFERENCE, 'shown')
    const added = of(name, 'longTasks') - of(BARE, 'longTasks')
    const cells = [
      contender.head ? `${bytesOf(contender)} B` : '–',
      ms(of(name, 'shown')),
      contender.banner ? ratio.toFixed(2) : '–',
      ms(of(name, 'hidden')),
      ms(of(name, 'script')),
      contender.banner ? `+${Math.max(0, added)}` : String(of(name, 'longTasks')),
      Math.max(...list.map(({ layoutShift }) => layoutShift)).toFixed(3),
      list.some(({ isLargestPaint }) => isLargestPaint) ? 'yes' : 'no',
      `${of(name, 'scriptAgain').toFixed(1)} ms`,
    ]
    console.log(name.padEnd(22) + cells.map((cell) => cell.padStart(11)).join(''))
  }
  const { shown, hidden } = device.targets
  const least = Math.min(...all.slice(2).map(({ name }) => of(name, 'scriptAgain')))
  const targets = ['< 6144 B', '', `≤ ${shown}`, `≤ ${hidden} ms`, '', '+0', '0.000', 'no', `≤ ${least.toFixed(1)} ms`]
  console.log('target for kept'.padEnd(22) + targets.map((cell) => cell.padStart(11)).join(''))
}

console.log(`${cpus().length} cores, ${cpus()[0]?.model}, Chromium ${browser.version()}, medians of ${ROUNDS}`)
try {
  for (const device of DEVICES) print(device, await compare(device))
} finally {
  await browser.close()
  await site.close()
}
