import { bannerPurposeKeys } from '../banner/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import type { StaffLanguage } from '../platform/i18n.ts'
import { type KnownPurpose, knownPurposes } from '../register/index.ts'

/** The register's name of each purpose. A removed purpose keeps the name that customers were last shown. */
export async function purposeNames(tx: ShopTransaction, language: StaffLanguage): Promise<Record<string, string>> {
  return namesOf(await knownPurposes(tx, language))
}

/**
 * The names, and the purposes that a decision can be about: those based on consent, and all that a banner ever asked
 * for.
 */
export async function askedPurposes(
  tx: ShopTransaction,
  language: StaffLanguage,
): Promise<{ names: Record<string, string>; asked: string[] }> {
  const known = await knownPurposes(tx, language)
  const onConsent = known.flatMap(({ id, legalBasis }) => (legalBasis === 'consent' ? [id] : []))
  return { names: namesOf(known), asked: [...new Set([...onConsent, ...(await bannerPurposeKeys(tx))])] }
}

const namesOf = (known: readonly KnownPurpose[]) => Object.fromEntries(known.map(({ id, name }) => [id, name]))
