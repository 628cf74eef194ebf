import type { ShopTransaction } from '../platform/db.ts'
import type { StaffLanguage } from '../platform/i18n.ts'
import { inLanguage, type Register, readDraft, versionInForce } from '../register/index.ts'
import { bannerPurposeKeys } from './configuration/store.ts'

/** What the register calls each purpose; one that it no longer has keeps the name that customers were last shown. */
export async function purposeNames(tx: ShopTransaction, language: StaffLanguage): Promise<Record<string, string>> {
  const [published, draft] = [await versionInForce(tx), await readDraft(tx)]
  return { ...(published && namesIn(published.register, language)), ...(draft && namesIn(draft.register, language)) }
}

/** The purposes that anybody can have decided on: those that rest on consent now, and those that any banner asked. */
export async function askedPurposes(tx: ShopTransaction): Promise<string[]> {
  const [published, draft] = [await versionInForce(tx), await readDraft(tx)]
  const now = [published, draft].flatMap((version) => version?.register.purposes ?? [])
  const onConsent = now.filter(({ legalBasis }) => legalBasis === 'consent').map(({ id }) => id)
  return [...new Set([...onConsent, ...(await bannerPurposeKeys(tx))])]
}

const namesIn = ({ purposes, languages }: Register, language: StaffLanguage) =>
  Object.fromEntries(purposes.map(({ id, name }) => [id, inLanguage(name, language, languages.default)]))
