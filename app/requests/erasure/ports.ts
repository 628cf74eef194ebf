import type { ShopTransaction } from '../../platform/db.ts'
import { backgroundClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import { concernedBy, type PersonInRegister } from '../concerned.ts'
import { LEFTOVERS, type Leftover } from './leftovers/index.ts'
import type { PersonToErase } from './model.ts'
import { writeErasureProof } from './record-for-proof.ts'
import { type ErasureToTell, tellOfErasure } from './tell-of-erasure.ts'

/** What an erasure needs of others. */
export interface ErasurePorts {
  clientOf: ShopClientProvider
  leftovers: readonly Leftover[]
  concernedRecipients(tx: ShopTransaction, person: PersonInRegister): Promise<{ id: string; name: string }[]>
  /** Creates a task for each recipient, once. Returns how many there are. */
  tellRecipients(tx: ShopTransaction, erasure: ErasureToTell, person: PersonToErase): Promise<number>
  /** Drops the bodies of waiting webhooks that name the person. */
  forgetMessages(tx: ShopTransaction, lookups: readonly string[], receivedBefore: Date): Promise<unknown>
  /** Whether it is the last version. */
  writeProof(tx: ShopTransaction, erasureId: string): Promise<boolean>
}

/** What other parts of this capability do for an erasure. */
const OWN: Omit<ErasurePorts, 'forgetMessages'> = {
  clientOf: backgroundClient,
  leftovers: LEFTOVERS,
  concernedRecipients: concernedBy,
  tellRecipients: tellOfErasure,
  writeProof: writeErasureProof,
}

/** @param forgetMessages the inbox's, which this capability does not know */
export const erasurePorts = (forgetMessages: ErasurePorts['forgetMessages']): ErasurePorts => ({
  ...OWN,
  forgetMessages,
})

/** Without the inbox, whose messages the caller drops itself. */
export const ownPorts = OWN
