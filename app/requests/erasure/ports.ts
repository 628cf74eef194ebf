import type { ShopTransaction } from '../../platform/db.ts'
import { inLanguage, versionInForce } from '../../register/index.ts'
import { backgroundClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import { LEFTOVERS, type Leftover } from './leftovers/index.ts'
import type { PersonToErase } from './model.ts'
import { writeErasureProof } from './record-for-proof.ts'

/** Those whom the person's data was given to. */
interface RecipientToTell {
  id: string
  name: string
}

/** What an erasure needs of others. */
export interface ErasurePorts {
  clientOf: ShopClientProvider
  leftovers: readonly Leftover[]
  concernedRecipients(tx: ShopTransaction, person: { audience: string }): Promise<RecipientToTell[]>
  /** Creates a task for each recipient, once. Returns how many there are. */
  tellRecipients(
    tx: ShopTransaction,
    erasure: { id: string; requestId: string | null },
    person: PersonToErase,
  ): Promise<number>
  /** Drops the bodies of waiting webhooks that name the person. */
  forgetMessages(tx: ShopTransaction, lookups: readonly string[], receivedBefore: Date): Promise<unknown>
  writeProof(tx: ShopTransaction, erasureId: string): Promise<void>
}

/** What other parts of this capability do for an erasure. */
const OWN: Omit<ErasurePorts, 'forgetMessages'> = {
  clientOf: backgroundClient,
  leftovers: LEFTOVERS,
  concernedRecipients: declaredRecipients,
  tellRecipients: async () => 0,
  writeProof: writeErasureProof,
}

/** @param forgetMessages the inbox's, which this capability does not know */
export const erasurePorts = (forgetMessages: ErasurePorts['forgetMessages']): ErasurePorts => ({
  ...OWN,
  forgetMessages,
})

/** Without the inbox, whose messages the caller drops itself. */
export const ownPorts = OWN

/** Those outside of the shop whom the published register names for the person's audience. */
async function declaredRecipients(tx: ShopTransaction, { audience }: { audience: string }): Promise<RecipientToTell[]> {
  const register = (await versionInForce(tx))?.register
  if (!register) return []
  const language = register.languages.default
  return register.recipients
    .filter((one) => one.kind !== 'internal' && one.audience.some((each) => each === audience))
    .map(({ id, name }) => ({ id, name: inLanguage(name, language, language) }))
}
