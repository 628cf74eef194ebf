/** The closed lists of a request's words, in the terms of the law (GDPR Art. 12 to 22). */
import { IDENTITY_METHODS } from '../register/words.ts'

/** Art. 18(1). */
export { RESTRICTION_GROUNDS } from '../subjects/words.ts'

/** What a person may ask for. `question`: about the shop's processing, without using a right. */
export const REQUEST_KINDS = [
  /** Art. 15. */
  'access',
  /** Art. 20. */
  'portability',
  /** Art. 16. */
  'rectification',
  /** Art. 17. */
  'erasure',
  /** Art. 18. */
  'restriction',
  /** Art. 21(2): direct marketing. */
  'objection_to_prospecting',
  /** Art. 21(1), 22. */
  'objection_to_profiling',
  /** Art. 7(3). */
  'withdrawal_of_consent',
  /** California Civil Code 1798.120. */
  'opt_out_of_sale',
  /** Art. 22(3). */
  'human_review',
  /** France, loi 78-17, Art. 85. */
  'instructions_after_death',
  'question',
] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

/**
 * What needs no proof of identity, and is carried out without staff: it gives nothing out and takes nothing away that a person could
 * not give again at once. GDPR Art. 12(6) asks for a proof only where there are reasonable doubts; California forbids one for an
 * opt-out of sale (11 CCR § 7026(d), 7060(b)).
 */
export const AT_ONCE_KINDS = [
  'objection_to_prospecting',
  'objection_to_profiling',
  'withdrawal_of_consent',
  'opt_out_of_sale',
] as const satisfies RequestKind[]
export type AtOnceKind = (typeof AT_ONCE_KINDS)[number]

export const isAtOnce = (kind: RequestKind): kind is AtOnceKind => AT_ONCE_KINDS.some((one) => one === kind)

/** Who asks: the person, somebody whom they have authorised, or who has parental responsibility for them. */
export const ASKERS = ['person', 'agent', 'parent'] as const
export type Asker = (typeof ASKERS)[number]

/** How a request came in. Staff file what came by e-mail, post or phone. */
export const REQUEST_CHANNELS = ['shopify_webhook', 'storefront', 'customer_account', 'email', 'post', 'phone'] as const
export type RequestChannel = (typeof REQUEST_CHANNELS)[number]

/** The ways in which a person reaches staff, who file the request. */
export const FILED_CHANNELS = ['email', 'post', 'phone'] as const satisfies RequestChannel[]

export const REQUEST_STATES = [
  'received',
  'identity_check',
  'in_progress',
  'waiting_for_person',
  'answered',
  'refused',
  'withdrawn',
  'joined',
  'erased',
] as const
export type RequestState = (typeof REQUEST_STATES)[number]

/** Who made a move. `shopify`: a webhook; `kept`: the app itself, as when a link has expired. */
export const ACTORS = ['person', 'staff', 'shopify', 'kept'] as const
export type Actor = (typeof ACTORS)[number]

export const REGIME_IDS = ['gdpr', 'uk', 'california', 'quebec', 'lgpd', 'switzerland'] as const
export type RegimeId = (typeof REGIME_IDS)[number]

/** Why a request waits for the person. Some laws stop the clock meanwhile. */
export type PauseReason = 'identity' | 'clarification'

/** The saved views of the list. */
export const REQUEST_VIEWS = ['open', 'new', 'mine', 'overdue', 'waiting', 'closed', 'all'] as const
export type RequestView = (typeof REQUEST_VIEWS)[number]

/** How a person was known: in a way that the register offers, or because staff know them. */
export const IDENTITY_PROOFS = [...IDENTITY_METHODS, 'attested'] as const
export type IdentityProof = (typeof IDENTITY_PROOFS)[number]

/** What became of a one-time link that was asked for. */
export const LINK_RESULTS = [
  'sent',
  /** The shop has no e-mail address of the person on file. */
  'no_address',
  /** Shopify did not say which address is on file. */
  'not_found_out',
] as const
export type LinkResult = (typeof LINK_RESULTS)[number]

/** What a proof of identity may be, by its content. */
export const PROOF_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const
export type ProofType = (typeof PROOF_TYPES)[number]

/** Why a file is not taken as a proof. */
export type ProofProblem = 'too_large' | 'empty' | 'not_a_proof' | 'active' | 'too_many' | 'not_now'

/** Why a request may be refused. GDPR Art. 12(5)(b), 12(6), 15(4), 17(3), 23. */
export const REFUSAL_GROUNDS = [
  'manifestly_unfounded',
  'excessive',
  'identity_not_proven',
  'rights_of_others',
  'legal_obligation',
  'legal_claims',
  'not_personal_data',
] as const

/** What a person decided about what a machine had decided (GDPR Art. 22(3)). */
export const REVIEW_DECISIONS = ['upheld', 'changed', 'reversed'] as const
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number]

/**
 * What Kept may read and erase of a person beyond the scopes that it is installed with. A shop allows each when it is of
 * use; without it the answer, or the plan of an erasure, says what could not be done.
 */
export const OPTIONAL_ACCESS = [
  { what: 'orders', scopes: ['read_orders'] },
  /** Those of more than 60 days ago. Shopify reviews who may read them. */
  { what: 'older_orders', scopes: ['read_all_orders'] },
  /** Why an order's fulfilment is held: of use for a review by a person. */
  { what: 'holds', scopes: ['read_merchant_managed_fulfillment_orders'] },
  { what: 'drafts', scopes: ['read_draft_orders'] },
  { what: 'pickup_places', scopes: ['read_locations'] },
  { what: 'companies', scopes: ['read_companies'] },
  { what: 'payment_methods', scopes: ['read_customer_payment_methods'] },
  { what: 'store_credit', scopes: ['read_store_credit_accounts', 'read_store_credit_account_transactions'] },
  { what: 'gift_cards', scopes: ['read_gift_cards'] },
  { what: 'subscriptions', scopes: ['read_own_subscription_contracts'] },
  /** Asking Shopify to erase a customer. */
  { what: 'erasure', scopes: ['write_customer_data_erasure'] },
  { what: 'erasing_orders', scopes: ['write_orders'] },
  { what: 'erasing_drafts', scopes: ['write_draft_orders'] },
  { what: 'erasing_payment_methods', scopes: ['write_customer_payment_methods'] },
] as const
export type OptionalAccess = (typeof OPTIONAL_ACCESS)[number]['what']
