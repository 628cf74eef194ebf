import { agreedPurposes } from '../../consent/index.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { concernedRecipients, tellRecipients } from '../../recipients/index.ts'
import { type Audience, inLanguage, type Register, versionInForce } from '../../register/index.ts'
import type { SubjectId } from '../../subjects/index.ts'
import type { PersonToErase } from './model.ts'
import type { ErasureRow } from './store.ts'

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

const categoriesOf = ({ dataCategories }: Register, audience: Audience): string[] =>
  dataCategories.filter((one) => one.audience.includes(audience)).map(({ id }) => id)

export type ErasureToTell = Pick<ErasureRow, 'id' | 'requestId' | 'plan'>

/** Has those told whom the plan names, once. */
export async function tellOfErasure(
  tx: ShopTransaction,
  erasure: ErasureToTell,
  person: PersonToErase,
): Promise<number> {
  const register = (await versionInForce(tx))?.register
  const named = new Set(erasure.plan?.recipients.map(({ id }) => id))
  if (!register || !erasure.plan || named.size === 0) return 0
  const categories = new Set(categoriesOf(register, erasure.plan.audience))
  const language = register.languages.default
  return tellRecipients(tx, {
    occasion: 'erasure',
    occasionId: erasure.id,
    requestId: erasure.requestId,
    person,
    changes: register.dataCategories
      .filter(({ id }) => categories.has(id))
      .map(({ name }) => inLanguage(name, language, language)),
    recipients: register.recipients.filter(({ id }) => named.has(id)),
  })
}
