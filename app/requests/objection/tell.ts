import type { ShopTransaction } from '../../platform/db.ts'
import { readRecipientTasks, recipientsOfPurposes, tellRecipients } from '../../recipients/index.ts'
import { inLanguage, versionInForce } from '../../register/index.ts'
import type { CustomerBehind } from '../erasure/person.ts'
import type { EffectOutcome } from './effects/store.ts'
import type { Objection } from './said.ts'

/** Has those told who get data for what was stopped, once. */
export async function tellOfObjection(
  tx: ShopTransaction,
  { requestId, purposes, channels, audience, person }: Objection,
  customer: CustomerBehind | null,
): Promise<EffectOutcome> {
  const register = (await versionInForce(tx))?.register
  const recipients = register ? recipientsOfPurposes(register, { purposes, audience }) : []
  if (!register || recipients.length === 0) return { state: 'nothing_there', count: 0, code: null }
  const known = (kind: string) => person.find((one) => one.kind === kind)?.value ?? null
  const language = register.languages.default
  const count = await tellRecipients(tx, {
    // Tools can end their mails by themselves; what else they do with the data only their settings say.
    occasion: channels.length > 0 ? 'objection' : 'purpose_objection',
    occasionId: requestId,
    requestId,
    person: {
      customerId: customer?.id ?? known('customer_id'),
      email: customer?.email ?? known('email'),
      phone: customer?.phone ?? known('phone'),
    },
    changes: register.purposes
      .filter(({ id }) => purposes.includes(id))
      .map(({ name }) => inLanguage(name, language, language)),
    recipients,
  })
  return { state: (await isLeftToStaff(tx, requestId)) ? 'by_hand' : 'done', count, code: null }
}

const BY_STAFF: ReadonlySet<string> = new Set(['by_hand', 'failed'])

/** Whether staff have to tell one of them. */
export const isLeftToStaff = async (tx: ShopTransaction, requestId: string): Promise<boolean> =>
  (await readRecipientTasks(tx, { occasionId: requestId })).some(({ state }) => BY_STAFF.has(state))
