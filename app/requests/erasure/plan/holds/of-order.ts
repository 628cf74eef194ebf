import { clock } from '../../../../platform/clock.ts'
import type { ShopTransaction } from '../../../../platform/db.ts'
import { type IsoDate, type Language, versionInForce } from '../../../../register/index.ts'
import { lastTimeZone } from '../../../../shopify/installation.ts'
import { dayIn } from '../../../clock/model.ts'
import { type Hold, holdsByGroup } from './model.ts'

/** What the published register says of why an order of this day is kept, even when its customer is erased. */
export async function holdsOfOrder(
  tx: ShopTransaction,
  { orderedOn, language }: { orderedOn: IsoDate; language: Language },
): Promise<Hold[]> {
  const register = (await versionInForce(tx))?.register
  if (!register) return []
  const held = holdsByGroup({
    register: { ...register, language: register.languages.default },
    audience: 'consumer',
    language,
    today: dayIn(await lastTimeZone(tx), clock.now()),
    orders: 1,
    lastOrderOn: orderedOn,
  })
  return held.get('orders') ?? []
}
