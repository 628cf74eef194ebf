import { log } from '../platform/log.ts'
import { work } from '../platform/queue.ts'
import { repeat } from '../platform/repeat.ts'
import { noteAuditGivenUp, workAudit } from './audit/index.ts'
import { issueDueCheckpoints, noteDeliveryGivenUp, workDelivery } from './checkpoints/index.ts'
import { noteImportGivenUp, workImport } from './imports/index.ts'
import { importQueue } from './imports/queues.ts'
import { createPartitions } from './ledger/index.ts'
import { noteWriteBackGivenUp, workWriteBack } from './marketing/write-back.ts'
import { noticeWithdrawals } from './notice-withdrawals.ts'
import { auditQueue, deliveryQueue, writeBackQueue } from './queues.ts'
import { sealDueLedgers } from './seals/index.ts'

export async function startConsentJobs(): Promise<void> {
  await preparePartitions()
  setInterval(preparePartitions, DAILY_MS).unref()
  scheduleSealing()
  scheduleCheckpoints()
  await work(importQueue, (job) => workImport(job), noteImportGivenUp)
  await work(
    writeBackQueue,
    async (job) => {
      await noticeWithdrawals(job)
      await workWriteBack(job)
    },
    noteWriteBackGivenUp,
  )
  await work(auditQueue, (job) => workAudit(job), noteAuditGivenUp)
  await work(deliveryQueue, (job) => workDelivery(job), noteDeliveryGivenUp)
}

const DAILY_MS = 24 * 3600_000

/** Creates the ledger's partitions for the next months. When that fails, events go to the default partition. */
async function preparePartitions(): Promise<void> {
  try {
    const created = await createPartitions()
    if (created > 0) log.info({ created }, 'partitions of the consent ledger were created')
  } catch (err) {
    log.error({ err }, 'the partitions of the consent ledger could not be created')
  }
}

const LOOK_FOR_SEALS_MS = 5_000

/** Seals every ledger that is due. */
const scheduleSealing = (): void =>
  repeat(LOOK_FOR_SEALS_MS, sealDueLedgers, 'it could not be found out which ledgers are to be sealed')

const LOOK_FOR_CHECKPOINTS_MS = 60_000

/** Signs the day's checkpoints. */
const scheduleCheckpoints = (): void =>
  repeat(LOOK_FOR_CHECKPOINTS_MS, issueDueCheckpoints, 'it could not be found out which ledgers need a checkpoint')
