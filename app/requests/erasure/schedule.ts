import { clock } from '../../platform/clock.ts'
import { log } from '../../platform/log.ts'
import { repeat } from '../../platform/repeat.ts'
import { ShopifyUnavailable } from '../../shopify/calls.ts'
import { lookAgainSoon, lookAtErasure } from './look.ts'
import type { ErasurePorts } from './ports.ts'
import { dueErasures } from './store.ts'

/** The most erasures in one run. */
const LOOKS_AT_ONCE = 100

/** Looks at every erasure that is due for it. Each is looked at by itself, so several workers may run this at once, and be killed. */
export async function lookAtDueErasures(ports: ErasurePorts): Promise<number> {
  const due = await dueErasures(clock.now(), LOOKS_AT_ONCE)
  for (const { shop, id } of due) {
    try {
      await lookAtErasure(shop, id, ports)
    } catch (err) {
      if (!(err instanceof ShopifyUnavailable))
        log.error({ err, shop, erasure: id }, 'an erasure could not be looked at')
      await lookAgainSoon(shop, id)
    }
  }
  return due.length
}

const LOOK_EVERY_MS = 30_000

/** Runs in every worker. */
export const scheduleErasureLooks = (ports: ErasurePorts): void =>
  repeat(LOOK_EVERY_MS, () => lookAtDueErasures(ports), 'it could not be found out which erasures are due for a look')
