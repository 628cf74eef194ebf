import { appendFileSync } from 'node:fs'
import type { Load } from './load.ts'

/** Writes what was measured to the file `KEPT_FIGURES`, for docs/benchmarks.md. */
export function aReport(
  name: string,
  measured: { load: Load; recoveries: number[]; jobs?: number[]; lines: number[] },
): void {
  const file = process.env.KEPT_FIGURES
  if (!file) return
  const { load, recoveries, jobs = [], lines } = measured
  const worst = (all: number[]) => (all.length === 0 ? '–' : `${Math.max(...all)} ms`)
  appendFileSync(
    file,
    `${name}: ${load.answers.length} calls, ${load.acknowledged.length} acknowledged, 0 lost or doubled; ` +
      `answered again within ${worst(recoveries)}, jobs within ${worst(jobs)}; slowest answer ${worst(load.answers.map(({ ms }) => ms))}; ` +
      `log lines per process: ${lines.join(', ')}\n`,
  )
}
