/** Rows as they are kept: JSON lines in portions, so that no reader needs a whole table in memory. Pure. */
import { z } from 'zod'
import type { HeldRow, HeldTable } from './model.ts'

/** What a portion holds at most, in bytes, unless one row alone is longer. */
const MAX_PORTION_BYTES = 256 * 1024

export interface Portion {
  table: HeldTable
  rows: number
  lines: string
}

const line = z.object({
  id: z.string(),
  parent: z.string().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

/** The rows of each table in their order, in portions. */
export function portionsOf(rows: readonly HeldRow[]): Portion[] {
  return [...Map.groupBy(rows, ({ table }) => table)].flatMap(([table, ofTable]) => {
    const portions: Portion[] = []
    let [lines, bytes]: [string[], number] = [[], 0]
    const close = () => {
      if (lines.length > 0) portions.push({ table, rows: lines.length, lines: lines.join('\n') })
      lines = []
      bytes = 0
    }
    for (const { id, parent, values } of ofTable) {
      const text = JSON.stringify({ id, parent, values })
      const size = Buffer.byteLength(text) + 1
      if (bytes + size > MAX_PORTION_BYTES) close()
      lines.push(text)
      bytes += size
    }
    close()
    return portions
  })
}

export const rowsIn = (table: HeldTable, lines: string): HeldRow[] =>
  lines.split('\n').map((text) => ({ table, ...line.parse(JSON.parse(text)) }))
