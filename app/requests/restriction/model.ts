/** What staff can do about a restriction, and when it ends. Pure. */
import { daysAfter, type IsoDate } from '../../register/calendar.ts'
import type { RestrictionRun, RestrictionStep } from './record/store.ts'
import { LIFT_DAYS } from './record/words.ts'

export type RestrictionButton = 'set' | 'go_on' | 'mark_done' | 'lift' | 'keep' | 'told'

export interface ActFacts {
  /** The request is open, and its person known. */
  isWorkedOn: boolean
  /** Null where nothing was restricted yet. */
  run: Pick<RestrictionRun, 'phase' | 'run' | 'stopped' | 'ended'> | null
  /** Null where the restriction does not end yet. */
  liftOn: IsoDate | null
  isToBeTold: boolean
}

/** What can be done now, the next step first. */
export function restrictionActs({ isWorkedOn, run, liftOn, isToBeTold }: ActFacts): RestrictionButton[] {
  if (!run || run.ended) return isWorkedOn ? ['set'] : []
  if (run.run === 'stopped') return run.stopped === 'shopify_away' ? ['go_on'] : ['go_on', 'mark_done']
  if (run.run === 'running' || run.phase === 'lift') return []
  if (liftOn !== null) return isToBeTold ? ['told', 'keep'] : ['keep']
  // A request that was opened again is answered again.
  return isWorkedOn ? ['go_on', 'lift'] : ['lift']
}

/** Between which days a restriction can end, when the person is told today. */
export const liftDays = (today: IsoDate) => ({
  least: daysAfter(today, LIFT_DAYS.least),
  usual: daysAfter(today, LIFT_DAYS.usual),
  most: daysAfter(today, LIFT_DAYS.most),
})

export interface LiftFacts {
  today: IsoDate
  liftOn: IsoDate
  /** Staff said that they told the person. */
  isTold: boolean
  /** The state of the mail that says it; null without one. */
  mail: string | null
}

/**
 * Whether a restriction ends now: never before the person was told (Art. 18(3)), nor before the day that they were told.
 * `by_staff`: no mail reached them.
 */
export function liftStanding({
  today,
  liftOn,
  isTold,
  mail,
}: LiftFacts): 'lift' | 'wait' | 'mail_on_its_way' | 'by_staff' {
  if (!isTold && mail !== 'accepted') return mail === 'queued' ? 'mail_on_its_way' : 'by_staff'
  return today >= liftOn ? 'lift' : 'wait'
}

const FAILED: ReadonlySet<string> = new Set(['denied', 'refused'])

export const isStepDone = ({ state }: Pick<RestrictionStep, 'state'>): boolean => !FAILED.has(state)

/** Why the work has to stop before the person is answered: nobody is told of what was not done. */
export function stopOf(steps: readonly Pick<RestrictionStep, 'state'>[]): 'access_denied' | 'shopify_refused' | null {
  if (steps.some(({ state }) => state === 'denied')) return 'access_denied'
  return steps.some(({ state }) => state === 'refused') ? 'shopify_refused' : null
}
