import type { ShopTransaction } from '../../platform/db.ts'
import type { StaffLanguage } from '../../platform/i18n.ts'
import { runRegisterTask } from '../run-in-thread.ts'
import { keptDraft } from '../versions/store.ts'
import type { ImportPreview } from '../worker-thread.ts'

interface Reader {
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

interface Asked {
  file: Uint8Array
  language: StaffLanguage
  /** The number of parts whose changes are described. */
  size: number
}

/** What a file would change in the draft. `revision` is the draft's; null when there is none. */
export async function previewImport(
  { inShop }: Reader,
  asked: Asked,
): Promise<ImportPreview & { revision: number | null }> {
  const draft = await inShop(keptDraft)
  const preview = await runRegisterTask('describeImport', { ...asked, draft: draft?.content ?? null })
  return { ...preview, revision: draft?.revision ?? null }
}
