import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { chromiumLaunch } from '../../scripts/local/chromium.ts'

/** One browser for all files of a project, which share a process. It ends with that process. */
let launched: Promise<Browser> | undefined

export function theBrowser(): Promise<Browser> {
  launched ??= chromiumLaunch().then((options) => chromium.launch(options))
  return launched
}

/** What Remix logs when a page is left before the next one has wholly arrived. */
const LEFT = /^AbortError: BodyStreamBuffer was aborted/

interface Visitor {
  context: BrowserContext
  problems: string[]
}

const visitors = new Set<Visitor>()

/** Nobody outside this machine is asked for anything. */
const OUTSIDE = /^https?:\/\/(?!localhost[:/]|127\.0\.0\.1[:/])/

export interface VisitorOptions extends BrowserContextOptions {
  /** What a page of theirs may say on its console, because the test brings it about. */
  expects?: RegExp
}

/**
 * Somebody with a browser of their own: nothing of an earlier visitor is in it. When the test ends it is closed, and the
 * test fails if a page has thrown, has written an error or a warning to its console that the test does not expect, or has
 * asked for anything outside this machine.
 */
export async function newVisitor({ expects, ...options }: VisitorOptions = {}): Promise<BrowserContext> {
  const context = await (await theBrowser()).newContext(options)
  const problems: string[] = []
  const note = (text: string) => {
    if (!LEFT.test(text) && !expects?.test(text)) problems.push(text)
  }
  context.on('weberror', (error) => note(String(error.error())))
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) note(`${message.text()} (${message.location().url})`)
  })
  context.on('request', (request) => {
    if (OUTSIDE.test(request.url())) note(`asked for ${request.url()}`)
  })
  visitors.add({ context, problems })
  return context
}

/** Ends the visits of a test. @returns what their pages have said that nobody expected. */
export async function endVisits(): Promise<string[]> {
  const over = [...visitors]
  visitors.clear()
  await Promise.all(over.map(({ context }) => context.close()))
  return over.flatMap(({ problems }) => problems)
}
