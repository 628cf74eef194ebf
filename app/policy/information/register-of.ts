/** The register as it concerns one person. Pure. */
import { type Audience, COLLECTIONS, ENTRY_KINDS, type Recipient, type Register } from '../../register/index.ts'

/** Only what is for these readers, so that nothing is told as a difference from what others read. */
export function registerFor(register: Register, audience: Audience): Register {
  const mine = <Entry extends { audience: Audience[] }>(entries: readonly Entry[]): Entry[] =>
    entries.filter((entry) => entry.audience.includes(audience)).map((entry) => ({ ...entry, audience: [audience] }))
  const collections = ENTRY_KINDS.map((kind) => {
    const entries: readonly { audience: Audience[] }[] = register[COLLECTIONS[kind]]
    return [COLLECTIONS[kind], mine(entries)]
  })
  return { ...register, ...Object.fromEntries(collections) }
}

/**
 * Who cannot have received this person's data: every purpose that names them rests on a consent that the person never gave
 * (Art. 15(1)(c); CJEU C-154/21: the person is told the actual recipients). In the United States such purposes run until
 * somebody says no.
 *
 * @param agreed the purposes that the person ever agreed to, or Shopify's signals for them; null when nobody knows
 * @param country where the person is; null when nobody knows
 */
export function neverReceived(
  register: Register,
  { agreed, country }: { agreed: ReadonlySet<string> | null; country: string | null },
): Recipient[] {
  if (agreed === null || (register.cookies.usVisitors && (country === null || country === 'US'))) return []
  return register.recipients.filter(({ id, requiredBeforeContract }) => {
    const naming = register.purposes.filter(({ recipients }) => recipients.includes(id))
    const stores = register.storagePlaces.some(({ recipient }) => recipient === id)
    const neverRan = naming.every((purpose) => {
      // Shopify asks for messages itself, and may have been told yes before Kept was there.
      const isAskedByKept = purpose.legalBasis === 'consent' && purpose.channel !== 'email' && purpose.channel !== 'sms'
      return isAskedByKept && !agreed.has(purpose.id) && !agreed.has(purpose.signal)
    })
    return naming.length > 0 && neverRan && !stores && !requiredBeforeContract
  })
}
