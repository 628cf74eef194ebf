import { log } from './log.ts'

/**
 * Runs `work` now and, as long as the process lives, again `everyMs` after each run has ended. A run that fails is logged
 * as `failure`, and the next one comes all the same. It keeps no process alive.
 */
export function repeat(everyMs: number, work: () => Promise<unknown>, failure: string): void {
  void work()
    .catch((err) => log.error({ err }, failure))
    .finally(() => setTimeout(() => repeat(everyMs, work, failure), everyMs).unref())
}
