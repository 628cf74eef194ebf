import { purposeNames } from '../../consent/index.ts'
import { isMailConfigured } from '../../mail/index.ts'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { StaffLanguage } from '../../platform/i18n.ts'
import { isRestricted, type Restriction, readRestriction } from '../../subjects/index.ts'
import { dayIn } from '../clock/model.ts'
import { isRequestOpen } from '../lifecycle/model.ts'
import { type RequestRow, readRow } from '../lifecycle/store.ts'
import { liftDays, liftStanding, type RestrictionButton, restrictionActs } from './model.ts'
import {
  type AgreedBefore,
  agreedBefore,
  liftingMail,
  type RestrictionRun,
  type RestrictionStep,
  readRestrictionSteps,
  runOfRequest,
} from './record/store.ts'

interface ShownRestriction
  extends Omit<RestrictionRun, 'agreedBefore' | 'lookAt'>,
    Partial<Pick<Restriction, 'ground' | 'since' | 'liftOn' | 'liftedAt'>> {
  steps: RestrictionStep[]
  agreed: AgreedBefore | null
  /** No mail reached the person: staff have to tell them that it ends. */
  isToBeTold: boolean
  /** Another restriction of the same person is in force: the data may only be stored as before. */
  isRestrictedBesides: boolean
}

/** What the page of a request for restriction shows. */
export interface RestrictionView {
  /** Null before it is set. */
  restriction: ShownRestriction | null
  /** What the person had agreed to before, by its name in the register. */
  purposes: string[]
  acts: RestrictionButton[]
  /** The days on which it can end, when the person is told today. */
  liftDays: ReturnType<typeof liftDays>
}

const isWorkedOn = ({ isIdentified, state }: Pick<RequestRow, 'isIdentified' | 'state'>): boolean =>
  isIdentified && isRequestOpen(state)

async function isToBeTold(tx: ShopTransaction, run: RestrictionRun | null, mark: Restriction | null): Promise<boolean> {
  if (!run || !mark?.liftingSince || mark.liftedAt || mark.liftOn === null) return false
  const mail = await liftingMail(tx, run.requestId, mark.liftingSince)
  const standing = liftStanding({ today: '', liftOn: mark.liftOn, isTold: run.toldAt !== null, mail })
  return standing === 'by_staff' || (standing === 'mail_on_its_way' && !isMailConfigured())
}

/** What staff can do now. */
export async function readRestrictionActs(
  tx: ShopTransaction,
  request: RequestRow,
  run: RestrictionRun | null,
): Promise<RestrictionButton[]> {
  const mark = run && (await readRestriction(tx, run.id))
  return restrictionActs({
    isWorkedOn: isWorkedOn(request),
    run,
    liftOn: mark?.liftOn ?? null,
    isToBeTold: await isToBeTold(tx, run, mark),
  })
}

/** Null for a request for something else. */
export async function readRestrictionOf(
  tx: ShopTransaction,
  requestId: string,
  language: StaffLanguage = 'en',
): Promise<RestrictionView | null> {
  const request = await readRow(tx, requestId)
  if (request?.kind !== 'restriction') return null
  const run = await runOfRequest(tx, requestId)
  const restriction = run && (await shown(tx, request, run))
  const names = restriction?.agreed ? await purposeNames(tx, language) : {}
  return {
    restriction,
    purposes: (restriction?.agreed?.purposes ?? []).map((purpose) => names[purpose] ?? purpose),
    acts: await readRestrictionActs(tx, request, run),
    liftDays: liftDays(dayIn(request.timeZone, clock.now())),
  }
}

async function shown(tx: ShopTransaction, request: RequestRow, run: RestrictionRun): Promise<ShownRestriction> {
  const { agreedBefore: _sealed, lookAt: _lookAt, ...plain } = run
  const mark = await readRestriction(tx, run.id)
  const { ground, since, liftOn, liftedAt } = mark ?? {}
  return {
    ...plain,
    ...{ ground, since, liftOn, liftedAt },
    steps: await readRestrictionSteps(tx, run.id),
    agreed: await agreedBefore(tx, run, request.subjectId),
    isToBeTold: await isToBeTold(tx, run, mark),
    isRestrictedBesides: mark?.liftedAt != null && (await isRestricted(tx, request.subjectId)),
  }
}

/** Whether a request's restriction is carried out or in force: then it ends by being lifted, and in no other way. */
export async function isRestrictionInForce(tx: ShopTransaction, requestId: string): Promise<boolean> {
  const run = await runOfRequest(tx, requestId)
  return run !== null && run.ended === null
}
