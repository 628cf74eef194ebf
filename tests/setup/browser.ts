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

/** Somebody with a browser of their own: nothing of an earlier visitor is in it. */
export interface Visitor {
  context: BrowserContext
  /** Of whatever their pages have asked for. */
  origins: Set<string>
  /** What their pages have said during this visit that nobody expected. */
  problems: string[]
  expects: RegExp | undefined
}

/** Who is there during a test, and what they do when it is over. */
const present = new Map<Visitor, () => Promise<void>>()

/** Nobody outside this machine is asked for anything. */
const OUTSIDE = /^https?:\/\/(?!localhost[:/]|127\.0\.0\.1[:/])/

export interface VisitorOptions extends BrowserContextOptions {
  /** What a page of theirs may say on its console, because the test brings it about. */
  expects?: RegExp
}

export async function aVisitor(options: BrowserContextOptions): Promise<Visitor> {
  const context = await (await theBrowser()).newContext(options)
  const visitor: Visitor = { context, origins: new Set(), problems: [], expects: undefined }
  const note = (text: string) => {
    if (!LEFT.test(text) && !visitor.expects?.test(text)) visitor.problems.push(text)
  }
  context.on('weberror', (error) => note(String(error.error())))
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) note(`${message.text()} (${message.location().url})`)
  })
  context.on('request', (request) => {
    visitor.origins.add(new URL(request.url()).origin)
    if (OUTSIDE.test(request.url())) note(`asked for ${request.url()}`)
  })
  return visitor
}

/**
 * The test fails if a page of the visitor has thrown, has written an error or a warning to its console that the test
 * does not expect, or has asked for anything outside this machine. When it ends they leave.
 */
export function beginVisit(visitor: Visitor, expects: RegExp | undefined, leave: () => Promise<void>): void {
  visitor.expects = expects
  present.set(visitor, leave)
}

/** A visitor who comes for this test only. */
export async function newVisitor({ expects, ...options }: VisitorOptions = {}): Promise<BrowserContext> {
  const visitor = await aVisitor(options)
  beginVisit(visitor, expects, () => visitor.context.close())
  return visitor.context
}

/** Ends the visits of a test. @returns what their pages have said that nobody expected. */
export async function endVisits(): Promise<string[]> {
  const over = [...present]
  present.clear()
  await Promise.all(over.map(([, leave]) => leave()))
  return over.flatMap(([{ problems }]) => problems.splice(0))
}
