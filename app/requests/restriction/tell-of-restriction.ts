import type { ShopTransaction } from '../../platform/db.ts'
import { readRecipientTasks, tellRecipients } from '../../recipients/index.ts'
import { inLanguage, versionInForce } from '../../register/index.ts'
import { isMailbox, type Restriction } from '../../subjects/index.ts'
import { categoriesOf, concernedBy } from '../concerned.ts'
import type { RequestRow } from '../lifecycle/store.ts'

interface Told {
  id: string
  request: Pick<RequestRow, 'id' | 'audience'>
  mark: Pick<Restriction, 'subjects'>
  /** As the recipients know them. */
  person: { customerId: string | null; email: string | null; phone: string | null }
}

/** Has the recipients concerned told that the data may only be stored (Art. 19), once. */
export async function tellOfRestriction(tx: ShopTransaction, told: Told): Promise<number> {
  const { request, mark, person } = told
  const subjectId = mark.subjects.find((one) => !isMailbox(one)) ?? mark.subjects[0] ?? null
  const known = { audience: request.audience, subjectId, isCustomer: person.customerId !== null }
  const named = new Set((await concernedBy(tx, known)).map(({ id }) => id))
  return tell(tx, told, { occasion: 'restriction', named })
}

/** Has those told that it has ended who were told that it began. */
export async function tellOfLifting(tx: ShopTransaction, told: Told): Promise<number> {
  const tasks = await readRecipientTasks(tx, { occasionId: told.id })
  const named = new Set(tasks.flatMap((one) => (one.occasion === 'restriction' ? [one.recipientId] : [])))
  return tell(tx, told, { occasion: 'restriction_lifted', named })
}

async function tell(
  tx: ShopTransaction,
  { id, request, person }: Told,
  { occasion, named }: { occasion: 'restriction' | 'restriction_lifted'; named: ReadonlySet<string> },
): Promise<number> {
  const register = (await versionInForce(tx))?.register
  if (!register || named.size === 0) return 0
  const categories = new Set(categoriesOf(register, request.audience))
  const language = register.languages.default
  const changes = register.dataCategories.filter((one) => categories.has(one.id))
  return tellRecipients(tx, {
    occasion,
    occasionId: id,
    requestId: request.id,
    person,
    changes: changes.map(({ name }) => inLanguage(name, language, language)),
    recipients: register.recipients.filter((one) => named.has(one.id)),
  })
}
