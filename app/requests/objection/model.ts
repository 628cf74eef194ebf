/** What an objection stops, as the published register declares it. Pure. */
import type { MarketingChannel, Purpose, Register } from '../../register/index.ts'
import { isProfiling, MARKETING_CHANNELS } from '../../register/words.ts'
import type { AtOnceKind } from '../words.ts'
import { OBJECTION_EFFECTS, type ObjectionEffect } from './effects/words.ts'

export interface StoppedProcessing {
  /** Keys of the purposes that are refused. */
  purposes: string[]
  channels: MarketingChannel[]
  effects: ObjectionEffect[]
}

interface Said {
  kind: AtOnceKind
  /** The purposes that the person names; empty for all. */
  named: readonly string[]
  /** Purposes that they agree to now, also those that the register no longer has. */
  granted: readonly string[]
}

/** What nobody can object to: a contract or a law asks for it (GDPR Art. 21(1), 6(1)(e) and (f)). */
const CAN_BE_REFUSED: ReadonlySet<Purpose['legalBasis']> = new Set(['consent', 'legitimate_interests', 'public_task'])

/** Advertising: what is said to be, what goes out by a channel of it, and partners' (GDPR Art. 21(2) and (3)). */
const PROSPECTING: ReadonlySet<Purpose['topic']> = new Set(['marketing', 'email_marketing', 'joint_use'])
const isProspecting = ({ topic, channel, signal }: Purpose) =>
  PROSPECTING.has(topic) || channel !== 'none' || signal === 'marketing'

/** The key of the banner's own question, where no purpose of the register asks it. */
const SALE = 'sale_of_data'

type Rule = (said: Said, purposes: readonly Purpose[]) => StoppedProcessing

const ids = (purposes: readonly Purpose[], concerns: (purpose: Purpose) => boolean): string[] =>
  purposes.filter((purpose) => CAN_BE_REFUSED.has(purpose.legalBasis) && concerns(purpose)).map(({ id }) => id)

const RULES: Record<AtOnceKind, Rule> = {
  objection_to_prospecting: (_said, purposes) => ({
    purposes: ids(purposes, isProspecting),
    channels: [...MARKETING_CHANNELS],
    effects: ['choices', 'suppression', 'email', 'sms', 'storefront', 'recipients'],
  }),
  objection_to_profiling: (_said, purposes) => ({
    purposes: ids(purposes, isProfiling),
    channels: [],
    effects: ['choices', 'storefront', 'profiling', 'recipients'],
  }),
  opt_out_of_sale: (_said, purposes) => {
    const declared = ids(purposes, ({ signal }) => signal === SALE)
    return {
      purposes: declared.length > 0 ? declared : [SALE],
      channels: [],
      effects: ['choices', 'sale', 'storefront', 'recipients'],
    }
  },
  withdrawal_of_consent: ({ named, granted }, purposes) => {
    const all = [...ids(purposes, ({ legalBasis }) => legalBasis === 'consent'), ...granted]
    const known = new Set<string>([...purposes.map(({ id }) => id), ...all, SALE])
    const meant = named.filter((one) => known.has(one))
    const withdrawn = [...new Set(meant.length > 0 ? meant : all)]
    const concerned = purposes.filter(({ id }) => withdrawn.includes(id))
    // Who names nothing that the shop knows means all of it.
    const isAll = meant.length === 0
    const channels = MARKETING_CHANNELS.filter((one) => isAll || concerned.some(({ channel }) => channel === one))
    const isSale = isAll ? granted.includes(SALE) : withdrawn.includes(SALE)
    const effects = new Set<ObjectionEffect>(['choices', 'storefront', 'recipients', ...channels])
    if (channels.length > 0) effects.add('suppression')
    if (isSale || concerned.some(({ signal }) => signal === SALE)) effects.add('sale')
    if (concerned.some(isProfiling)) effects.add('profiling')
    return { purposes: withdrawn, channels, effects: OBJECTION_EFFECTS.filter((one) => effects.has(one)) }
  },
}

/** What a request stops. Before a register is published, what Shopify itself does is stopped all the same. */
export const stoppedBy = (said: Said, register: Pick<Register, 'purposes'> | null): StoppedProcessing =>
  RULES[said.kind](said, register?.purposes ?? [])
