import type { ShopTransaction } from '../platform/db.ts'
import type { StaffLanguage } from '../platform/i18n.ts'
import { inLanguage, type Register, readDraft, versionInForce } from '../register/index.ts'

/** What the register calls each purpose; one that it no longer has keeps the name that customers were last shown. */
export async function purposeNames(tx: ShopTransaction, language: StaffLanguage): Promise<Record<string, string>> {
  const [published, draft] = [await versionInForce(tx), await readDraft(tx)]
  return { ...(published && namesIn(published.register, language)), ...(draft && namesIn(draft.register, language)) }
}

const namesIn = ({ purposes, languages }: Register, language: StaffLanguage) =>
  Object.fromEntries(purposes.map(({ id, name }) => [id, inLanguage(name, language, languages.default)]))
