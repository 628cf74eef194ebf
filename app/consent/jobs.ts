import { log } from '../platform/log.ts'
import { createPartitions } from './ledger/index.ts'

const DAILY_MS = 24 * 3600_000

/** Keeps partitions ready for the ledger's next months. Where that fails, events wait in the default partition. */
export async function startConsentJobs(): Promise<void> {
  const prepare = () =>
    createPartitions().then(
      (created) => created > 0 && log.info({ created }, 'partitions of the consent ledger were created'),
      (err) => log.error({ err }, 'the partitions of the consent ledger could not be created'),
    )
  await prepare()
  setInterval(prepare, DAILY_MS).unref()
}
