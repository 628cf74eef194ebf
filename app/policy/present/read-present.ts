import type { ShopTransaction } from '../../platform/db.ts'
import type { StaffLanguage } from '../../platform/i18n.ts'
import { keptDraft } from '../../register/index.ts'
import type { AdminApi } from '../../shopify/admin.ts'
import { runPolicyTask } from '../run-in-thread.ts'
import type { PresentComparison } from './compare-present.ts'
import { fetchPresent } from './fetch.ts'
import { MAX_PRESENT_CHARACTERS } from './limits.ts'

interface Reader {
  admin: AdminApi
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

/** The text that staff pasted, or where the shop shows it: its privacy policy, or the address of a page. */
export type PresentSource = { text: string } | { page: string | null }

export type PresentRefusal = 'no_register' | 'nothing_there' | 'too_long'

export type PresentResult = { ok: true; comparison: PresentComparison } | { ok: false; reason: PresentRefusal }

/**
 * Compares the shop's present policy with the draft, sentence by sentence. The text is neither stored nor logged.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal; Overloaded when too many are being compared
 */
export async function readPresent(
  { admin, inShop }: Reader,
  source: PresentSource,
  staffLanguage: StaffLanguage,
): Promise<PresentResult> {
  const kept = await inShop(keptDraft)
  if (!kept) return { ok: false, reason: 'no_register' }
  const text = 'text' in source ? source.text : await fetchPresent(admin, source.page)
  if (text === null || text.trim() === '') return { ok: false, reason: 'nothing_there' }
  if (text.length > MAX_PRESENT_CHARACTERS) return { ok: false, reason: 'too_long' }
  const comparison = await runPolicyTask('compareWithPresent', { content: kept.content, text, staffLanguage })
  return { ok: true, comparison }
}

/** Whether there is a register to compare with. */
export const hasDraft = async ({ inShop }: Pick<Reader, 'inShop'>): Promise<boolean> =>
  (await inShop(keptDraft)) !== null
