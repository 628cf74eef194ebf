import { setImmediate } from 'node:timers/promises'
import { Overloaded } from '../../platform/group-commit.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { threadTasks } from '../../platform/threads.ts'
import { exportPortions, type LedgerExtent } from '../seals/index.ts'
import { type Digester, digestBlock, type OpenFile } from '../verification/index.ts'

const runAuditTask = threadTasks<typeof import('./worker-thread.ts')>(new URL('./worker-thread.ts', import.meta.url))

/** Small enough that neither hashing it on this thread nor copying it to another keeps requests waiting. */
const BLOCK_BYTES = 256 * 1024

/**
 * The shop's ledger as the file that an export would be, read from the database portion by portion, whenever it is
 * opened.
 *
 * @param onPosition is told after each portion how far it is; when it throws, reading ends
 */
export function ledgerFile(
  shop: ShopDomain,
  extent: LedgerExtent,
  onPosition: (position: number) => Promise<void>,
): OpenFile {
  return async function* open() {
    for await (const { lines, position } of exportPortions(shop, extent)) {
      const bytes = Buffer.from(lines)
      for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
        yield bytes.subarray(at, at + BLOCK_BYTES)
        // Other requests of this process get their turn.
        await setImmediate()
      }
      await onPosition(position)
    }
  }
}

/** Hashes on the process's own threads; where these have too much to do, right here. */
export const onThreads = (shop: string): Digester => ({
  digest: (bytes) =>
    runAuditTask('digest', { bytes, shop }).catch((error: unknown) => {
      if (error instanceof Overloaded) return digestBlock(bytes, shop)
      throw error
    }),
  close: async () => undefined,
})
