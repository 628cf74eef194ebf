import { clock } from '../../../platform/clock.ts'
import { log } from '../../../platform/log.ts'
import { repeat } from '../../../platform/repeat.ts'
import { dueCopies } from '../../../subjects/index.ts'
import { type CopyPorts, keepCopies } from './keep.ts'

/** The most shops in one run. */
const SHOPS_AT_ONCE = 100

/**
 * Compares every shop that is due, and each shop once after `started`: a backup is restored while no process runs. Each is
 * compared by itself, so several workers may run this at once, and be killed.
 */
async function keepDueCopies(ports: CopyPorts, started: Date): Promise<number> {
  const shops = await dueCopies(clock.now(), started, SHOPS_AT_ONCE)
  for (const shop of shops) {
    try {
      await keepCopies(shop, ports)
    } catch (err) {
      log.error({ err, shop }, 'the remembered erasures could not be compared with their copy')
    }
  }
  return shops.length
}

const LOOK_EVERY_MS = 30_000

/** Runs in every worker. */
export function scheduleErasureCopies(ports: CopyPorts): void {
  const started = clock.now()
  repeat(
    LOOK_EVERY_MS,
    () => keepDueCopies(ports, started),
    'it could not be found out which copies of erasures are due',
  )
}
