/**
 * The banner beside the best public ones, on the same page in the same browser, cold, as medians of nine visits each:
 *
 *   npm run bench:banner            all of it (about ten minutes)
 *   npm run bench:banner -- 3       with three visits each
 *
 * Visits alternate between the banners, so that a noisy machine disturbs all alike. Compare the ratios, not the times.
 * A visit that fails is said and left out; the table counts them.
 */
import { cpus } from 'node:os'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'
import { chromiumLaunch } from '../../../scripts/local/chromium.ts'
import { attempt } from '../failures.ts'
import { type Contender, contenders, NAMES } from './contenders.ts'
import { type Device, type Visit, visitOnce } from './probe.ts'
import { openSite } from './site.ts'

const ROUNDS = Number(process.argv[2] ?? 9)
const REFERENCE = 'vanilla-cookieconsent'
const BARE = 'no banner'
const KEPT = 'kept'

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
const options = await chromiumLaunch()
const launch = () => chromium.launch(options)
let browser = await launch()

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const gzipped = (text: string) => (text ? gzipSync(text, { level: 9 }).length : 0)
const bytesOf = ({ head, files }: Contender) =>
  gzipped(head) + Object.values(files).reduce((sum, { content }) => sum + gzipped(content), 0)

/** A browser that a banner brought down is none of the next one's business. */
async function aBrowser(): Promise<Browser> {
  if (!browser.isConnected()) browser = await launch()
  return browser
}

async function compare(device: Device): Promise<Map<string, Visit[]>> {
  const visits = new Map<string, Visit[]>(all.map(({ name }) => [name, []]))
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const contender of all) {
      const name = `${contender.name} (${device.name}), visit ${round + 1},`
      const visit = await attempt(name, async () =>
        visitOnce(await aBrowser(), device, contender, site.urlOf(contender)),
      )
      if (visit) visits.get(contender.name)?.push(visit)
    }
  }
  return visits
}

type Figure = 'shown' | 'hidden' | 'script' | 'scriptAgain' | 'longTasks'

function print(device: (typeof DEVICES)[number], visits: Map<string, Visit[]>): void {
  const listOf = (name: string) => visits.get(name) ?? []
  const of = (name: string, key: Figure) => median(listOf(name).map((visit) => visit[key]))
  const ms = (value: number) => (value > 0 ? `${value.toFixed(0)} ms` : '–')
  console.log(`\n${device.name}`)
  const hasReference = listOf(REFERENCE).length > 0
  const header = [
    '',
    'gzip',
    'shown',
    'of vanilla',
    'hidden',
    'script',
    'long tasks',
    'shift',
    'largest',
    'again',
    'failed',
  ]
  console.log(header.map((cell, n) => (n === 0 ? cell.padEnd(22) : cell.padStart(11))).join(''))
  for (const name of NAMES) {
    const contender = all.find((one) => one.name === name)
    const list = listOf(name)
    if (!contender || list.length === 0) {
      console.log(
        `${name.padEnd(22)}${(contender ? `failed in each of ${ROUNDS} visits` : 'could not be set up').padStart(33)}`,
      )
      continue
    }
    const ratio = of(name, 'shown') / of(REFERENCE, 'shown')
    const added = of(name, 'longTasks') - of(BARE, 'longTasks')
    const cells = [
      contender.head ? `${bytesOf(contender)} B` : '–',
      ms(of(name, 'shown')),
      contender.banner && hasReference ? ratio.toFixed(2) : '–',
      ms(of(name, 'hidden')),
      ms(of(name, 'script')),
      contender.banner ? `+${Math.max(0, added)}` : String(of(name, 'longTasks')),
      Math.max(...list.map(({ layoutShift }) => layoutShift)).toFixed(3),
      list.some(({ isLargestPaint }) => isLargestPaint) ? 'yes' : 'no',
      `${of(name, 'scriptAgain').toFixed(1)} ms`,
      list.length < ROUNDS ? `${ROUNDS - list.length} of ${ROUNDS}` : '–',
    ]
    console.log(name.padEnd(22) + cells.map((cell) => cell.padStart(11)).join(''))
  }
  const { shown, hidden } = device.targets
  const others = all.filter(({ name, banner }) => banner && name !== KEPT && listOf(name).length > 0)
  const least =
    others.length > 0 ? `≤ ${Math.min(...others.map(({ name }) => of(name, 'scriptAgain'))).toFixed(1)} ms` : ''
  const targets = ['< 6144 B', '', `≤ ${shown}`, `≤ ${hidden} ms`, '', '+0', '0.000', 'no', least]
  console.log('target for kept'.padEnd(22) + targets.map((cell) => cell.padStart(11)).join(''))
}

console.log(`${cpus().length} cores, ${cpus()[0]?.model}, Chromium ${browser.version()}, medians of ${ROUNDS}`)
try {
  for (const device of DEVICES) print(device, await compare(device))
} finally {
  await browser.close()
  await site.close()
}
