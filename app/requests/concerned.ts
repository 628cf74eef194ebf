import { agreedPurposes } from '../consent/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { concernedRecipients } from '../recipients/index.ts'
import { type Audience, inLanguage, type Register, versionInForce } from '../register/index.ts'
import type { SubjectId } from '../subjects/index.ts'

/** In what of the register somebody's data was, as far as Kept knows. */
export interface PersonInRegister {
  audience: Audience
  /** Null where Kept knows nobody: Shopify says that it erases a customer. */
  subjectId: SubjectId | null
  isCustomer: boolean
}

/** Those whom the published register names for the purposes that the person's data was used for (GDPR Art. 19). */
export async function concernedBy(
  tx: ShopTransaction,
  person: PersonInRegister,
): Promise<{ id: string; name: string }[]> {
  const register = (await versionInForce(tx))?.register
  if (!register) return []
  const agreed = person.subjectId ? await agreedPurposes(tx, person.subjectId) : null
  const purposes = register.purposes.filter(({ id, legalBasis }) =>
    legalBasis === 'consent' ? agreed?.has(id) : person.isCustomer,
  )
  const { audience } = person
  const data = { audience, purposes: purposes.map(({ id }) => id), dataCategories: categoriesOf(register, audience) }
  const language = register.languages.default
  return concernedRecipients(register, data).map(({ id, name }) => ({ id, name: inLanguage(name, language, language) }))
}

/** The categories of data that the register has of such people. */
export const categoriesOf = ({ dataCategories }: Register, audience: Audience): string[] =>
  dataCategories.filter((one) => one.audience.includes(audience)).map(({ id }) => id)
