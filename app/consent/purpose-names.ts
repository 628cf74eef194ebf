import { bannerPurposeKeys } from '../banner/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import type { StaffLanguage } from '../platform/i18n.ts'
import { type KnownPurpose, knownPurposes } from '../register/index.ts'

/** What the register calls each purpose; one that it no longer has keeps the name that customers were last shown. */
export async function purposeNames(tx: ShopTransaction, language: StaffLanguage): Promise<Record<string, string>> {
  return namesOf(await knownPurposes(tx, language))
}

/** The same, and which of them anybody can have decided on: those that rest on consent, and all that a banner asked. */
export async function askedPurposes(
  tx: ShopTransaction,
  language: StaffLanguage,
): Promise<{ names: Record<string, string>; asked: string[] }> {
  const known = await knownPurposes(tx, language)
  const onConsent = known.flatMap(({ id, legalBasis }) => (legalBasis === 'consent' ? [id] : []))
  return { names: namesOf(known), asked: [...new Set([...onConsent, ...(await bannerPurposeKeys(tx))])] }
}

const namesOf = (known: readonly KnownPurpose[]) => Object.fromEntries(known.map(({ id, name }) => [id, name]))
