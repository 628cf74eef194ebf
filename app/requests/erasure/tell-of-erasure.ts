import type { ShopTransaction } from '../../platform/db.ts'
import { tellRecipients } from '../../recipients/index.ts'
import { inLanguage, versionInForce } from '../../register/index.ts'
import { categoriesOf } from '../concerned.ts'
import type { PersonToErase } from './model.ts'
import type { ErasureRow } from './store.ts'

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
