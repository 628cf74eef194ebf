import { clock } from '../../platform/clock.ts'
import { prisma } from '../../platform/db.ts'

const MONTHS_AHEAD = 3

/**
 * Creates the ledger's partitions for this month and the next ones. Returns how many were missing. In a transaction that begins
 * before the statement, which Prisma leaves out of a list of one: on a cluster, what the function sets needs it.
 */
export function createPartitions(): Promise<number> {
  return prisma.$transaction(async (tx) => {
    const [made] = await tx.$queryRaw<{ created: number }[]>`
      SELECT consent_create_partitions(${clock.now()}, ${MONTHS_AHEAD}::int) AS created`
    return made?.created ?? 0
  })
}
