/** Which recipients are concerned, and how each is told. Pure. */
import type { Audience, Recipient, Register } from '../register/index.ts'
import {
  type ConnectedTool,
  ENDED_STATES,
  type EndedState,
  isConnectedTool,
  type NoticeOccasion,
  type RecipientTaskCode,
  type RecipientTaskState,
  type RecipientWayName,
  type TaskAct,
} from './words.ts'

/** In what of the register the person's data was. */
interface PlaceOfData {
  dataCategories: readonly string[]
  purposes: readonly string[]
  audience: Audience
}

/**
 * No recipients in the sense of Art. 4(9): the shop's own staff, and authorities that get data in an inquiry.
 */
const NOT_TOLD: readonly Recipient['kind'][] = ['internal', 'authority']

const meet = (some: readonly string[], others: readonly string[]) => some.some((one) => others.includes(one))

/** One that names no category may hold any. */
const mayHold = (declared: readonly string[], held: readonly string[]) => declared.length === 0 || meet(declared, held)

/**
 * The recipients to which this data was disclosed (GDPR Art. 19): those of the purposes that it was processed for, and those
 * that operate a place in which its categories are stored. In the register's order.
 */
export function concernedRecipients(
  { recipients, purposes, storagePlaces }: Pick<Register, 'recipients' | 'purposes' | 'storagePlaces'>,
  data: PlaceOfData,
): Recipient[] {
  const isFor = ({ audience }: { audience: readonly Audience[] }) => audience.includes(data.audience)
  const ofPurposes = purposes
    .filter((purpose) => isFor(purpose) && data.purposes.includes(purpose.id))
    .filter(({ dataCategories }) => mayHold(dataCategories, data.dataCategories))
    .flatMap((purpose) => purpose.recipients)
  const ofPlaces = storagePlaces
    .filter((place) => isFor(place) && place.recipient !== null && meet(place.dataCategories, data.dataCategories))
    .map((place) => place.recipient)
  const named = new Set([...ofPurposes, ...ofPlaces])
  return recipients.filter((one) => named.has(one.id) && isFor(one) && !NOT_TOLD.includes(one.kind))
}

type NamedRecipient = Pick<Recipient, 'name'> & { id: string }

/** Shopify, which erases and changes what it holds when Kept does it through its API, and Kept itself. */
export const isPlatform = ({ id, name }: NamedRecipient): boolean =>
  id === 'shopify' || Object.values(name).some((text) => /^(shopify\b|kept$)/i.test(text))

/** How a recipient is told for which staff chose nothing. */
export function defaultWay(recipient: NamedRecipient & Pick<Recipient, 'noticeEmail'>): RecipientWayName {
  if (isPlatform(recipient)) return 'platform'
  return recipient.noticeEmail === null ? 'by_hand' : 'email'
}

/** Who a recipient knows the person as. */
export interface PersonToName {
  email: string | null
  phone: string | null
  customerId: string | null
}

export interface BeginningFacts {
  way: RecipientWayName
  address: string | null
  isMailConfigured: boolean
  hasCredential: boolean
  person: PersonToName
  occasion: NoticeOccasion
  /** What the tool's connection can do by itself. */
  canDo: (tool: ConnectedTool, occasion: NoticeOccasion) => boolean
}

export interface TaskBeginning {
  state: Extract<RecipientTaskState, 'told_by_platform' | 'to_send' | 'by_hand'>
  code: RecipientTaskCode | null
}

const byHand = (code: RecipientTaskCode | null): TaskBeginning => ({ state: 'by_hand', code })

/** How a task begins. Whatever Kept cannot send is for staff, with the reason. */
export function beginningOf({ way, address, ...facts }: BeginningFacts): TaskBeginning {
  if (way === 'platform') return { state: 'told_by_platform', code: null }
  if (way === 'by_hand') return byHand(null)
  if (way === 'email') {
    if (address === null) return byHand('no_address')
    return facts.isMailConfigured ? { state: 'to_send', code: null } : byHand('no_mail_server')
  }
  if (!facts.hasCredential) return byHand('not_set_up')
  if (isConnectedTool(way)) {
    if (!facts.canDo(way, facts.occasion)) return byHand('not_by_api')
    if (facts.person.email === null && facts.person.phone === null) return byHand('no_identifier')
  }
  return { state: 'to_send', code: null }
}

export const hasEnded = (state: RecipientTaskState): state is EndedState => ENDED_STATES.some((one) => one === state)

/**
 * What staff can do now. `way`: as the recipient is told today, null when the register names it no more. `isKnown`: it is still
 * known whom the task is about.
 */
export function actsOn(state: RecipientTaskState, way: RecipientWayName | null, isKnown: boolean): TaskAct[] {
  if (hasEnded(state)) return state === 'refused' ? ['mark_done'] : []
  const canSend = isKnown && state !== 'to_send' && way !== null && way !== 'by_hand' && way !== 'platform'
  return ['mark_done', ...(canSend ? (['send_again'] as const) : [])]
}
