import { bannerPurposeKeys } from '../banner/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import type { StaffLanguage } from '../platform/i18n.ts'
import { inLanguage, type Register, readDraft, versionInForce } from '../register/index.ts'

/** What the register calls each purpose; one that it no longer has keeps the name that customers were last shown. */
export async function purposeNames(tx: ShopTransaction, language: StaffLanguage): Promise<Record<string, string>> {
  return namesIn(await registers(tx), language)
}

/** The same, and which of them anybody can have decided on: those that rest on consent now, and all that a banner asked. */
export async function askedPurposes(
  tx: ShopTransaction,
  language: StaffLanguage,
): Promise<{ names: Record<string, string>; asked: string[] }> {
  const known = await registers(tx)
  const onConsent = known.flatMap(({ purposes }) =>
    purposes.filter(({ legalBasis }) => legalBasis === 'consent').map(({ id }) => id),
  )
  return {
    names: namesIn(known, language),
    asked: [...new Set([...onConsent, ...(await bannerPurposeKeys(tx))])],
  }
}

/** The published register and the draft, where there are any: the later one has the newer names. */
async function registers(tx: ShopTransaction): Promise<Register[]> {
  return [await versionInForce(tx), await readDraft(tx)].flatMap((version) => (version ? [version.register] : []))
}

const namesIn = (known: readonly Register[], language: StaffLanguage): Record<string, string> =>
  Object.fromEntries(
    known.flatMap(({ purposes, languages }) =>
      purposes.map(({ id, name }) => [id, inLanguage(name, language, languages.default)]),
    ),
  )
