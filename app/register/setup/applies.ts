/** Which parts of the template apply to a shop, as its answers say. A part that is not here always applies. */
import type { PurposeTopic } from '../words.ts'
import { type Answers, toolsOf } from './model.ts'

/** What answers say of a shop; undefined where nobody answered. */
export interface Said {
  stores: boolean | undefined
  accounts: boolean | undefined
  professionals: boolean | undefined
  /** Whether it sends e-mail or text messages for marketing. */
  messages: boolean | undefined
  /** The topics of purposes that its tools and their trackers serve. */
  topics: ReadonlySet<PurposeTopic>
}

const isMade = ({ services, others }: ReturnType<typeof toolsOf>) => services.length + others.length > 0

export const saidIn = (answers: Answers, topics: ReadonlySet<PurposeTopic>): Said => ({
  stores: answers.stores?.yes,
  accounts: answers.accounts?.yes,
  professionals: answers.professionals?.yes,
  messages: answers.email ? isMade(toolsOf(answers, 'email')) : undefined,
  topics,
})

type Applies = (said: Said) => boolean

const never: Applies = () => false
const withStores: Applies = ({ stores }) => stores !== false
const withAccounts: Applies = ({ accounts }) => accounts !== false
const withMessages: Applies = ({ messages }) => messages !== false
const toServe =
  (topic: PurposeTopic): Applies =>
  ({ topics }) =>
    topics.has(topic)

export const APPLIES: Readonly<Record<string, Applies>> = {
  // Named, instead of a kind of company in a country that nobody said.
  'recipient/shopify': never,
  'recipient/digital-services': never,
  'recipient/social-media-agencies': never,
  'recipient/delivery': never,
  'recipient/it-providers': never,
  'recipient/payment-providers': never,
  'recipient/credit-bureaus': never,
  'recipient/social-networks': never,
  'recipient/partner-brands': never,
  // Shopify itself sends data out of the EEA.
  'clause/territory': never,

  'recipient/store-advisers': withStores,
  'data_category/location': withStores,

  'data_category/account': withAccounts,
  'data_category/security': withAccounts,
  'retention_rule/accounts': withAccounts,
  'purpose/security': (said) => withAccounts(said) || said.topics.has('security'),

  'purpose/email-offers': withMessages,
  'purpose/b2b-email': withMessages,

  // Nobody is asked to agree to what no tool of the shop does.
  'purpose/advertising': toServe('marketing'),
  'purpose/profiling': toServe('marketing'),
  'purpose/social-media': toServe('other'),
  'clause/social-networks': toServe('other'),
  'purpose/partner-brands': toServe('joint_use'),
}
