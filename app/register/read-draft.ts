/** Reads the whole draft for staff. Expensive parts run on a thread. */
import type { ShopTransaction } from '../platform/db.ts'
import type { StaffLanguage } from '../platform/i18n.ts'
import type { DescribedChanges } from './form/index.ts'
import { runRegisterTask } from './run-in-thread.ts'
import { keptDraft, keptVersion, summaryInForce, type VersionSummary } from './versions/store.ts'

interface Reader {
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

export interface DraftChanges {
  /** Null before anything is published. */
  version: VersionSummary | null
  changes: DescribedChanges | null
}

/** What publishing the draft would change. Null when there is no draft. */
export async function draftChanges(
  { inShop }: Reader,
  said: { language: StaffLanguage; size: number },
): Promise<DraftChanges | null> {
  const { draft, version, inForce } = await inShop(async (tx) => {
    const version = await summaryInForce(tx)
    return { draft: await keptDraft(tx), version, inForce: version && (await keptVersion(tx, version.number)) }
  })
  if (!draft) return null
  if (!inForce) return { version: null, changes: null }
  return {
    version,
    changes: await runRegisterTask('listChanges', { before: inForce.content, after: draft.content, ...said }),
  }
}

/** The record of processing activities (GDPR Art. 30), or the JSON for import. Null without a draft. */
export async function draftFile(
  { inShop }: Reader,
  { format, language }: { format: 'xlsx' | 'json'; language: StaffLanguage },
): Promise<Uint8Array<ArrayBuffer> | string | null> {
  const draft = await inShop(keptDraft)
  if (!draft) return null
  const { content } = draft
  if (format === 'json') return runRegisterTask('renderExport', { content })
  return new Uint8Array(await runRegisterTask('renderWorkbook', { content, language }))
}
