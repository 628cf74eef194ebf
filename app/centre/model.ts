/** What one person sees and can change of themselves: types, and the rules of each switch. Pure. */
import { z } from 'zod'
import { isReservedKey } from '../platform/json.ts'
import { partnerKey } from '../register/asked-purposes.ts'
import type { Audience, Purpose, Register, Text } from '../register/index.ts'
import { MAX_ID, MAX_LANGUAGE_TAG } from '../register/limits.ts'
import { MARKETING_CHANNELS, type MarketingChannel } from '../register/words.ts'
import type { RequestKind } from '../requests/words.ts'

/** Where a purpose acts. */
export const ASKS = ['device', 'email', 'sms', 'partner'] as const
type Asks = (typeof ASKS)[number]

export type ChoiceState = 'granted' | 'denied' | 'not asked'

export interface CentrePurpose {
  id: string
  /** The register's words, in the language asked. */
  name: string
  description: string
  /** Of these words (BCP 47): the register may not be written in the one asked. */
  spoken: string
  asks: Asks
  /** The brand's name. */
  partner: string | null
  state: ChoiceState
  /** ISO 8601. */
  since: string | null
  /** What a switch shows: a legitimate interest is on until the person objects. */
  isOn: boolean
  canGrant: boolean
  /** Why not: a sentence for the person. */
  why: string | null
}

export interface CentreView<Requests = unknown> {
  shop: string
  language: string
  direction: 'ltr' | 'rtl'
  /** Only what this person proved; null for nobody known. */
  person: { name: string | null; email: string | null }
  purposes: CentrePurpose[]
  requests: Requests[]
  /** That can be filed here. */
  rights: { kind: RequestKind; name: string }[]
  /** For which they buy. */
  company: { name: string; role: string } | null
  /** "Your privacy choices" applies. */
  choicesOfUs: boolean
  links: { policy: string | null; centre: string; file: string }
}

export interface HeldView {
  state: 'ready' | 'reading' | 'failed'
  groups: HeldGroup[]
  /** Not everything could be read: a copy has more, or says why not. */
  isPartial: boolean
  /** ISO 8601; null before anything was read. */
  asOf: string | null
}

interface HeldGroup {
  id: string
  name: string
  rows: { name: string; value: string; source: string }[]
  /** How many rows more were read than are shown. */
  more: number
}

export interface CentreReceipt {
  id: string
  /** ISO 8601. */
  at: string
  /** The purposes' names. */
  purposes: string[]
  /** Of its page. */
  address: string
}

const languageTag = z
  .string()
  .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/)
  .max(MAX_LANGUAGE_TAG)

/** A purpose of the register, or a partner of one. */
const askedKey = z
  .string()
  .max(2 * MAX_ID + 1)
  .regex(/^[a-z][a-z0-9_-]*$/)
  .refine((key) => !isReservedKey(key))

/** Where in the centre a person chose. */
export type CentreSurface = 'account' | 'privacy_centre'

/** A switch that was turned. The same one sent again has the same id. */
export const sentChoice = z.strictObject({
  id: z.uuid(),
  purpose: askedKey,
  granted: z.boolean(),
  language: languageTag,
  surface: z.literal('account'),
})

/** What a caller asks for. */
export const centreQuery = z.object({ language: languageTag.catch('en') })

/** A switch of the centre, as the published register declares it. */
export interface AskedPurpose {
  key: string
  /** Of the register: choices of the whole purpose count for each of its partners. */
  purpose: string
  /** The recipient; null where it is no partner's. */
  recipient: string | null
  asks: Asks
  /** A legitimate interest needs no consent, and ends with an objection (GDPR Art. 21(2)). */
  isConsent: boolean
  /** Whether Shopify's switch of the channel is about it: the shop's own messages without profiling (note 017). */
  isOwnChannel: boolean
  audience: readonly Audience[]
  name: Text
  description: Text
  partner: Text | null
}

const isChannel = (channel: Purpose['channel']): channel is MarketingChannel =>
  MARKETING_CHANNELS.some((one) => one === channel)

/** Where a purpose acts: the first rule that fits. */
const PLACES: readonly [Asks, (purpose: Purpose) => boolean][] = [
  ['partner', ({ topic }) => topic === 'joint_use'],
  ['email', ({ channel }) => channel === 'email'],
  ['sms', ({ channel }) => channel === 'sms'],
  ['device', () => true],
]

const placeOf = (purpose: Purpose): Asks => PLACES.find(([, fits]) => fits(purpose))?.[0] ?? 'device'

/** Whatever rests on consent, and messages that rest on a legitimate interest: people can say no to them at any time. */
const isSwitch = ({ legalBasis, channel }: Purpose) =>
  legalBasis === 'consent' || (legalBasis === 'legitimate_interests' && isChannel(channel))

/** The switches of a register, in the order in which they act. */
export function switchesOf({ purposes, recipients }: Pick<Register, 'purposes' | 'recipients'>): AskedPurpose[] {
  const asked = purposes.filter(isSwitch).flatMap((purpose): AskedPurpose[] => {
    const { id, name, description, legalBasis, audience, channel, profiling, topic } = purpose
    const asks = placeOf(purpose)
    const one: AskedPurpose = {
      ...{ key: id, purpose: id, recipient: null, asks, audience, name, description, partner: null },
      isConsent: legalBasis === 'consent',
      isOwnChannel: isChannel(channel) && !profiling && topic !== 'profiling' && topic !== 'joint_use',
    }
    if (asks !== 'partner') return [one]
    const partners = recipients.filter(
      (recipient) => recipient.kind === 'joint_controller' && purpose.recipients.includes(recipient.id),
    )
    return partners.length === 0
      ? [one]
      : partners.map((partner) => ({
          ...one,
          key: partnerKey(id, partner.id),
          recipient: partner.id,
          partner: partner.name,
        }))
  })
  return ASKS.flatMap((asks) => asked.filter((one) => one.asks === asks))
}

/** A choice that counts now. */
interface Chosen {
  purpose: string
  granted: boolean
  decidedAt: Date
}

/** What the person chose for a switch last: for the partner, or for the whole purpose. */
export function stateOf(
  { key, purpose, isConsent }: Pick<AskedPurpose, 'key' | 'purpose' | 'isConsent'>,
  current: readonly Chosen[],
): { state: ChoiceState; since: string | null; isOn: boolean } {
  const [newest] = current
    .filter((one) => one.purpose === key || one.purpose === purpose)
    .toSorted((a, b) => +b.decidedAt - +a.decidedAt)
  if (!newest) return { state: 'not asked', since: null, isOn: !isConsent }
  return {
    state: newest.granted ? 'granted' : 'denied',
    since: newest.decidedAt.toISOString(),
    isOn: newest.granted,
  }
}

/** What stands in the way of a consent here. */
export type GrantObstacle = 'signIn' | 'restricted'

/**
 * Why a person cannot agree here; null when they can. Whoever only showed that they read a mailbox is no customer (note 048):
 * a consent of theirs would reach nothing at Shopify.
 */
export function obstacleOf(
  { asks }: Pick<AskedPurpose, 'asks'>,
  { by, isRestricted }: { by: 'customer' | 'link'; isRestricted: boolean },
): GrantObstacle | null {
  if (by === 'link' && asks !== 'partner') return 'signIn'
  return isRestricted && asks !== 'device' ? 'restricted' : null
}

/** What a mailbox proves nothing about: a device, a phone number. */
export const isShownTo = ({ asks }: Pick<AskedPurpose, 'asks'>, by: 'customer' | 'link'): boolean =>
  by === 'customer' || asks === 'email' || asks === 'partner'

/** Professionals see what concerns them as well as what concerns everybody. */
export const concerns = ({ audience }: Pick<AskedPurpose, 'audience'>, isProfessional: boolean): boolean =>
  audience.includes('consumer') || (isProfessional && audience.includes('professional'))

export const isForProfessionals = ({ audience }: Pick<AskedPurpose, 'audience'>): boolean =>
  !audience.includes('consumer')

/** Languages that are written from right to left (the banner's `dir`). */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'he'])

export const directionOf = (language: string): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr'
