import { clock } from '../../platform/clock.ts'
import { prisma } from '../../platform/db.ts'

const MONTHS_AHEAD = 3

/** Creates the ledger's partitions for this month and the next ones. Returns how many were missing. */
export async function createPartitions(): Promise<number> {
  const [[made]] = await prisma.$transaction([
    prisma.$queryRaw<{ created: number }[]>`
      SELECT consent_create_partitions(${clock.now()}, ${MONTHS_AHEAD}::int) AS created`,
  ])
  return made?.created ?? 0
}
