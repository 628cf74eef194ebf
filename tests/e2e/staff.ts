import type { BrowserContextOptions, Page } from 'playwright-core'
import { inject } from 'vitest'
import { aVisitor, beginVisit, type Visitor, type VisitorOptions } from '../setup/browser.ts'

interface Member {
  visitor: Visitor
  page: Page
}

/** Who has left, by their browser's options. */
const away = new Map<string, Member[]>()

/** What tests listen to on a page. */
const HEARD = ['request', 'response', 'dialog', 'download']

/**
 * A page of somebody who works in the shop. Who only was in the admin, which leaves nothing in a browser, comes back for
 * a later test with the same page: the app's files are there and compiled, which is half of what it costs to open it.
 */
export async function pageOfStaff({ expects, ...options }: VisitorOptions): Promise<Page> {
  const key = JSON.stringify(options)
  const { visitor, page } = away.get(key)?.pop() ?? (await newMember(options))
  beginVisit(visitor, expects, () => leave(key, { visitor, page }))
  return page
}

async function newMember(options: BrowserContextOptions): Promise<Member> {
  const visitor = await aVisitor(options)
  return { visitor, page: await visitor.context.newPage() }
}

async function leave(key: string, { visitor, page }: Member): Promise<void> {
  const { context, problems } = visitor
  if (page.isClosed() || !(await wasOnlyInTheAdmin(visitor))) return context.close()
  // What the page had to say until now has arrived.
  await page.evaluate(() => undefined)
  const said = [...problems]
  for (const event of HEARD) page.removeAllListeners(event)
  await Promise.all([page.unrouteAll(), context.unrouteAll()])
  await Promise.all(context.pages().map((other) => other !== page && other.close()))
  await page.goto(new URL('/app-page.js', inject('urls').admin).href)
  // To be left in the middle of something is no fault of a page.
  problems.splice(0, problems.length, ...said)
  away.set(key, [...(away.get(key) ?? []), { visitor, page }])
}

async function wasOnlyInTheAdmin({ context, origins }: Visitor): Promise<boolean> {
  const { admin, framed } = inject('urls')
  const theirs = new Set([admin, framed].map((url) => new URL(url).origin))
  if ([...origins].some((origin) => !theirs.has(origin))) return false
  const { cookies, origins: stored } = await context.storageState()
  return cookies.length + stored.length === 0
}
