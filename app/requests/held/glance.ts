import { forShop } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { declaredFields } from '../../register/index.ts'
import { readGrantedScopes } from '../../shopify/person-data/scopes.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { findSubjects, identifiersOf } from '../../subjects/index.ts'
import { answeredRow } from './answer-row.ts'
import { declarationOf } from './declared.ts'
import { type AnsweredRow, HELD_TABLES, type HeldRow, type HeldTable } from './model.ts'
import { beginning, type CollectionProgress } from './progress.ts'
import { keptStep, type ReadPage, readFromShopify, stepAfter } from './read-step.ts'
import { personIn } from './rules.ts'

export interface GlancedTable {
  table: HeldTable
  rows: AnsweredRow[]
  /** How many more were read: at least so many are held. */
  more: number
}

/** The beginning of what is held about a customer. */
export interface HeldGlance {
  /** In the order of an answer; empty ones are left out. */
  tables: GlancedTable[]
  /** Whether something could not be read, or not to its end. */
  isPartial: boolean
  /** As the shop calls them. */
  name: string | null
  email: string | null
  /** For which they buy, and what they are there. */
  company: { name: string; role: string } | null
}

/** Rows of each table that are kept, and pages of each family of data that are read: a person looks, and does not wait for years. */
const [MOST_ROWS, MOST_PAGES] = [50, 4]

/**
 * Reads the beginning of what is held about a customer, with the rules of an answer: what the register declares, without what is about
 * others.
 *
 * @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal where the shop cannot be read at all
 */
export async function glanceAtHeld(shop: ShopDomain, customerId: string, client: ShopClient): Promise<HeldGlance> {
  const { rows, isPartial } = await readBeginning(shop, customerId, client)
  const declaration = declarationOf(await forShop(shop, declaredFields))
  const ofTable = Map.groupBy(rows, ({ table }) => table)
  const rules = { declaration, person: personIn(ofTable.get('customer') ?? []), choicesOf: () => [] }
  const tables = HELD_TABLES.flatMap((table): GlancedTable[] => {
    const given = (ofTable.get(table) ?? []).flatMap((row) => answeredRow(row, rules) ?? [])
    return given.length === 0
      ? []
      : [{ table, rows: given.slice(0, MOST_ROWS), more: Math.max(0, given.length - MOST_ROWS) }]
  })
  return { tables, isPartial, ...profileIn(ofTable) }
}

async function readBeginning(
  shop: ShopDomain,
  customerId: string,
  client: ShopClient,
): Promise<{ rows: HeldRow[]; isPartial: boolean }> {
  const scopes = await readGrantedScopes(client)
  const asker = { customerId, identifiers: identifiersOf({ id: customerId }) }
  const rows: HeldRow[] = []
  const readSoFar = (wanted: HeldTable) => rows.filter(({ table }) => table === wanted).length
  let progress: CollectionProgress | null = beginning(customerId)
  let [pages, isPartial] = [0, false]
  while (progress) {
    const at: CollectionProgress = progress
    const page = keptStep(at.step)
      ? await readKept(shop, customerId, at)
      : await readFromShopify(at, { client, scopes, asker, readSoFar })
    rows.push(...page.rows)
    pages += 1
    isPartial ||= page.unread.length > 0 || (page.next !== null && pages >= MOST_PAGES)
    const isRead = page.next === null || pages >= MOST_PAGES
    progress = isRead ? nextStep(at, page) : { ...at, cursor: page.next }
    if (isRead) pages = 0
  }
  return { rows, isPartial }
}

function nextStep(at: CollectionProgress, { customer }: ReadPage): CollectionProgress | null {
  const step = stepAfter(at.step)
  // What Kept has of a customer's choices is shown by itself, each with its receipt.
  if (step === null) return null
  const next = { ...at, step, cursor: null, customer: customer ?? at.customer }
  return step === 'receipts' ? nextStep(next, { rows: [], next: null, unread: [] }) : next
}

const readKept = (shop: ShopDomain, customerId: string, { step, cursor }: CollectionProgress): Promise<ReadPage> =>
  forShop(shop, async (tx) => {
    const kept = keptStep(step)
    const subjects = await findSubjects(tx, identifiersOf({ id: customerId }))
    return kept ? kept.read(tx, subjects, cursor) : { rows: [], next: null, unread: [] }
  })

function profileIn(ofTable: ReadonlyMap<HeldTable, readonly HeldRow[]>): Omit<HeldGlance, 'tables' | 'isPartial'> {
  const textOf = (table: HeldTable, column: string) => {
    const value = ofTable.get(table)?.[0]?.values[column]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const company = textOf('companies', 'name')
  const role = textOf('company_contacts', 'title') ?? textOf('company_contacts', 'roles') ?? ''
  return {
    name: textOf('customer', 'displayName'),
    email: textOf('customer', 'email'),
    company: company === null ? null : { name: company, role },
  }
}
