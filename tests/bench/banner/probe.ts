/** What one visit tells: when the banner shows and goes, and what it costs the page. */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import type { Contender } from './contenders.ts'

export interface Device {
  name: string
  viewport: { width: number; height: number }
  /** How many times slower the processor is made. */
  cpu: number
  network: { latency: number; downloadThroughput: number; uploadThroughput: number } | null
}

/** Times in ms since the navigation began. */
export interface Visit {
  /** The banner is opaque and in its place. */
  shown: number
  /** From the click on "accept" until the first frame without the banner. */
  hidden: number
  /** Of scripts, in ms, until the banner was there. */
  script: number
  longTasks: number
  layoutShift: number
  /** The largest paint was the banner, or something in it. */
  isLargestPaint: boolean
  /** Of scripts, in ms, when the visitor who accepted comes back. */
  scriptAgain: number
}

/** How long a page is left alone before what it cost is read. */
const SETTLED_MS = 1_500
const PATIENCE_MS = 20_000

export async function visitOnce(browser: Browser, device: Device, contender: Contender, url: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: device.viewport, locale: 'en-GB' })
  try {
    const first = await openTab(context, device)
    // Only here: what watches the banner is a script too, and would be counted with those of the visitor who comes back.
    await first.page.addInitScript(watch, contender.banner)
    const script = await load(first, url, contender.banner !== '')
    const seen = await first.page.evaluate(() => window.bench.read())
    const hidden = contender.banner ? await accept(first.page, contender) : 0
    await first.page.waitForTimeout(SETTLED_MS)
    await first.page.close()
    const scriptAgain = await load(await openTab(context, device), url, false)
    return { ...seen, hidden, script, scriptAgain }
  } catch (cause) {
    throw new Error(`${contender.name} (${device.name})`, { cause })
  } finally {
    await context.close()
  }
}

interface Tab {
  page: Page
  cdp: CDPSession
}

async function openTab(context: BrowserContext, { cpu, network }: Device): Promise<Tab> {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Performance.enable')
  if (cpu > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  if (network) await cdp.send('Network.emulateNetworkConditions', { offline: false, ...network })
  return { page, cdp }
}

/** Loads the page and leaves it alone. Milliseconds of scripts. */
async function load({ page, cdp }: Tab, url: string, hasBanner: boolean): Promise<number> {
  await page.goto(url, { waitUntil: 'load' })
  if (hasBanner) await page.waitForFunction(() => window.bench.shown > 0, null, { timeout: PATIENCE_MS })
  await page.waitForTimeout(SETTLED_MS)
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000
}

async function accept(page: Page, { accept }: Contender): Promise<number> {
  await page.evaluate(() => window.bench.waitForClick())
  await page.locator(accept).filter({ visible: true }).first().click({ noWaitAfter: true })
  await page.waitForFunction(() => window.bench.hidden > 0, null, { timeout: PATIENCE_MS })
  return page.evaluate(() => window.bench.hidden)
}

declare global {
  interface Window {
    bench: {
      shown: number
      hidden: number
      waitForClick(): void
      read(): Pick<Visit, 'shown' | 'longTasks' | 'layoutShift' | 'isLargestPaint'>
    }
  }
}

/** Runs in the page, before anything of it. */
function watch(selector: string) {
  const find = (root: Document | ShadowRoot | Element = document): Element | null => {
    if (!selector) return null
    const [outer = '', ...inner] = selector.split(' ')
    const host = root.querySelector(outer)
    if (host?.shadowRoot && inner.length > 0) return host.shadowRoot.querySelector(inner.join(' '))
    return root.querySelector(selector)
  }
  const boxOf = (element: Element | null) => {
    if (!element?.checkVisibility({ visibilityProperty: true })) return null
    const { x, y, width, height } = element.getBoundingClientRect()
    const isOnScreen = width > 0 && height > 0 && y < innerHeight && y + height > 0
    return isOnScreen ? { x, y, width, height } : null
  }
  const opacityOf = (element: Element | null) => {
    let opacity = 1
    for (let at: Element | null = element; at; at = at.parentElement ?? hostOf(at)) {
      opacity *= Number(getComputedStyle(at).opacity)
    }
    return opacity
  }
  const hostOf = (element: Element) => {
    const root = element.getRootNode()
    return root instanceof ShadowRoot ? root.host : null
  }
  let longTasks = 0
  let layoutShift = 0
  let largest: Element | null = null
  const observe = (type: string, take: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => {
      list.getEntries().forEach(take)
    }).observe({ type, buffered: true })
  observe('longtask', () => {
    longTasks += 1
  })
  observe('layout-shift', (entry) => {
    layoutShift += (entry as PerformanceEntry & { value: number }).value
  })
  observe('largest-contentful-paint', (entry) => {
    largest = (entry as PerformanceEntry & { element: Element | null }).element
  })
  let clickedAt = 0
  window.bench = {
    shown: 0,
    hidden: 0,
    waitForClick: () =>
      addEventListener(
        'click',
        ({ timeStamp }) => {
          clickedAt = timeStamp
        },
        { capture: true, once: true },
      ),
    read: () => {
      const banner = find()
      const isIn = (element: Element | null): boolean =>
        element !== null && (element === banner || isIn(element.parentElement ?? hostOf(element)))
      // Nobody sees what stands in a page that is not painted yet.
      const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0
      const shown = Math.max(window.bench.shown, painted)
      return { shown, longTasks, layoutShift, isLargestPaint: banner !== null && isIn(largest) }
    },
  }
  let before = ''
  let since = 0
  const frame = () => {
    // Not the frame's own time: that lies before whatever kept the page busy.
    const now = performance.now()
    const element = find()
    const box = boxOf(element)
    if (window.bench.shown === 0) {
      const place = box && opacityOf(element) > 0.99 ? JSON.stringify(box) : ''
      // It is there from the first of two frames in which it stands still.
      if (place && place === before) window.bench.shown = since
      else since = now
      before = place
    } else if (clickedAt > 0 && window.bench.hidden === 0 && (!box || opacityOf(element) < 0.01)) {
      window.bench.hidden = now - clickedAt
    }
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}
