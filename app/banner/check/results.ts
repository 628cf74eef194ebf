import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { readDraft } from '../../register/index.ts'
import { nameStatusIn } from './known.ts'
import { type CheckFinding, checkFindings, PHASES, PROBLEM_VERDICTS } from './model.ts'
import { listChecks } from './store.ts'

export interface CheckResult {
  id: string
  startedAt: Date
  /** `ended`: the time ran out before every phase had reported. */
  state: 'running' | 'done' | 'ended'
  findings: CheckFinding[]
  problems: number
}

/** The results of the storefront's checks, newest first, judged by today's register. */
export async function checkResults(tx: ShopTransaction): Promise<CheckResult[]> {
  const draft = await readDraft(tx)
  const known = nameStatusIn(draft?.register ?? { trackers: [] })
  const now = clock.now()
  return (await listChecks(tx)).map(({ id, startedAt, expiresAt, phases }) => {
    const found = checkFindings(phases, known)
    const isDone = PHASES.every((phase) => phases[phase])
    return {
      id,
      startedAt,
      state: isDone ? 'done' : expiresAt > now ? 'running' : 'ended',
      findings: found,
      problems: found.filter(({ verdict }) => PROBLEM_VERDICTS.includes(verdict)).length,
    }
  })
}

/** The names of cookies, storage keys and hosts that the newest check with a report saw. */
export async function namesSeenByCheck(tx: ShopTransaction): Promise<string[]> {
  const newest = (await listChecks(tx)).find(({ phases }) => Object.keys(phases).length > 0)
  return Object.values(newest?.phases ?? {}).flatMap(({ cookies, storage, hosts }) => [
    ...cookies,
    ...storage,
    ...hosts,
  ])
}
