/** The signs by which a sentence is recognised as a statement: concepts that stand together, in any language. */
import type { StatementKey } from '../../../register/index.ts'
import type { FurtherStatement } from '../words.ts'
import type { Concept } from './terms.ts'

export type PresentStatement = StatementKey | FurtherStatement

/** What the text has besides words. */
export type Trait =
  | 'period'
  | 'country'
  | 'mail'
  | 'page'
  | 'cookie_page_address'
  | 'heading'
  | 'business_part'
  /** "does not leave", "never outside": what is said of other countries is denied. */
  | 'denies_outside'

export interface StatementSign {
  all: readonly Concept[]
  any?: readonly Concept[]
  not?: readonly Concept[]
  /** At most six words apart. */
  near?: readonly [Concept, Concept]
  /** What the headings above say. */
  under?: readonly Concept[]
  traits?: readonly Trait[]
  lacks?: readonly Trait[]
}

const together = (...all: Concept[]): StatementSign => ({ all })
const oneOf = (any: readonly Concept[], ...all: Concept[]): StatementSign => ({ all, any })
const without = (not: readonly Concept[], signal: StatementSign): StatementSign => ({
  ...signal,
  not: [...(signal.not ?? []), ...not],
})
const under = (heading: readonly Concept[], signal: StatementSign): StatementSign => ({ ...signal, under: heading })
const having = (traits: readonly Trait[], signal: StatementSign): StatementSign => ({ ...signal, traits })

const lacking = (lacks: readonly Trait[], signal: StatementSign): StatementSign => ({ ...signal, lacks })

const RETENTION: readonly Concept[] = ['keep']
const OUTSIDERS: readonly Concept[] = ['social_agency', 'digital_services', 'payment_provider', 'behalf']

/** Of a row such as "Access: …" in a list of rights. */
const underRights = (...all: Concept[]): StatementSign => under(['right'], together(...all))

export const SIGNALS_OF: Record<PresentStatement, readonly StatementSign[]> = {
  controller_named: [
    without(['joint', 'third_party', 'processor_kind'], together('controller')),
    having(['mail'], together('dpo')),
    having(['heading'], together('controller')),
  ],
  two_audiences: [having(['heading'], together('business')), together('business', 'find_data')],
  account_access: [
    together('account', 'consult', 'correct'),
    together('my_account', 'consult'),
    without(['keep', 'delete'], together('my_account', 'correct')),
  ],
  no_sale: [
    without(['right', 'object'], oneOf(['data', 'third_party', 'own_it'], 'sell', 'negation')),
    together('own_it', 'data'),
    { all: ['sell'], near: ['sell', 'data'], not: ['goods', 'right', 'object'] },
    { all: ['sell', 'share'], near: ['sell', 'data'], not: ['right', 'object'] },
  ],
  joint_use_by_consent: [together('joint', 'brand'), oneOf(['consent', 'legal_notice'], 'joint')],
  purpose_transactions: [
    without(['inactive'], together('transactional')),
    without([...RETENTION, 'processor_kind', 'consult', 'fraud'], together('order', 'payment', 'purpose')),
    without(
      [...RETENTION, 'processor_kind', 'click_collect', 'legal_obligation'],
      together('order', 'deliver', 'purpose'),
    ),
  ],
  purpose_advertising: [without(OUTSIDERS, without([...RETENTION, 'right', 'object'], together('advertising')))],
  purpose_email: [
    without(
      [...RETENTION, 'unsubscribe', 'contact'],
      oneOf(['basket', 'reminder', 'marketing', 'newsletter'], 'send', 'email'),
    ),
    without([...RETENTION, 'object'], oneOf(['reminder'], 'email', 'basket')),
    without([...RETENTION, 'unsubscribe', 'right'], lacking(['heading'], together('newsletter', 'send'))),
  ],
  purpose_profiling: [
    without(['processor_kind', 'right', ...RETENTION], together('profiling')),
    without(['right'], together('not_collected', 'profiling')),
  ],
  purpose_statistics: [
    without([...RETENTION, 'right', 'processor_kind'], together('statistics')),
    without(
      ['fraud', 'processor_kind', 'social_agency', 'question', 'right', 'payment', 'controls'],
      oneOf(['browsing'], 'analyse', 'purpose'),
    ),
  ],
  purpose_customer_service: [
    having(['heading'], without(['data', 'right'], together('service', 'purpose'))),
    without(
      ['right', 'identity', 'collect', 'proof', 'within', 'court', 'law'],
      together('answer', 'question', 'purpose'),
    ),
    without(['right', 'identity', 'collect', 'proof'], under(['service', 'purpose'], together('question'))),
    without(
      ['identity', 'consult', 'right', 'order', 'proof', ...RETENTION],
      together('service', 'purpose', 'question'),
    ),
  ],
  purpose_security: [
    without(['proof', 'data'], having(['heading'], together('security_purpose'))),
    without(['proof', 'negation', 'collect'], together('password', 'identity')),
    together('identity', 'question', 'service'),
    together('fraud', 'security', 'purpose'),
  ],
  purpose_legal: [
    without(['right', 'enter_contract'], together('legal_obligation')),
    together('court'),
    oneOf(['keep'], 'invoice', 'law'),
    having(['period'], together('invoice')),
  ],
  // Recognised by the part of the policy in which another purpose stands.
  professional_purposes: [],
  data_contact: [
    without(['consent', 'question', 'complaint'], together('contact_details', 'data')),
    without(['right', 'consent'], together('contact_details', 'collect')),
    having(['heading'], together('contact_details')),
    without(['question', 'newsletter'], together('first_name', 'email', 'phone', 'postal_address')),
  ],
  data_newsletter: [
    having(['heading'], without(RETENTION, together('newsletter', 'data'))),
    without(RETENTION, together('newsletter', 'data', 'email')),
    without(RETENTION, under(['newsletter'], together('email', 'first_name'))),
  ],
  data_account_and_purchases: [
    having(['heading'], without(['consult', 'delete', 'behalf'], together('account', 'data'))),
    having(['heading'], without(['purpose', 'deliver'], together('order', 'data'))),
    without(['unsubscribe', 'fraud', ...RETENTION], together('order_history', 'data')),
    without(['fraud', ...RETENTION], together('order_history', 'collect')),
  ],
  data_location_and_demographics: [
    without(['unsubscribe', 'advertising'], together('geolocation', 'data')),
    without(['unsubscribe', 'browsing', 'stored'], together('geolocation', 'collect')),
    together('demographic', 'data'),
    together('demographic', 'age'),
    together('click_collect', 'data'),
  ],
  data_navigation: [
    without([...RETENTION, 'processor_kind'], together('browsing')),
    without([...RETENTION, 'browser', 'unsubscribe', 'right', 'consent'], together('cookie', 'collect')),
    together('not_collected', 'cookie'),
  ],
  data_customer_service: [
    without(['right', 'proof', ...RETENTION], together('question', 'collect')),
    having(['heading'], without(['right'], together('question', 'service', 'data'))),
  ],
  data_security: [
    having(['heading'], together('security_purpose', 'data')),
    without(['identity'], together('user_name', 'password')),
    together('user_name', 'collect'),
  ],
  data_social_media: [
    without([...OUTSIDERS, 'advertising', 'right'], oneOf(['share', 'collect', 'policy', 'data'], 'social')),
    without(OUTSIDERS, under(['social', 'data'], together('collect', 'share'))),
  ],
  data_professional: [
    together('company_data'),
    having(['business_part'], without(['purpose', 'service', 'contact'], together('billing'))),
    having(['business_part'], together('bank')),
    having(['business_part'], without(['purpose'], together('contact_details'))),
  ],
  automated_decision: [
    together('automated', 'fraud'),
    oneOf(['cancel'], 'fraud', 'order'),
    having(['heading'], together('automated', 'data')),
    without(['not_collected'], together('automated', 'cancel')),
    together('not_collected', 'automated'),
    oneOf(['right', 'law', 'purpose', 'profiling'], 'automated'),
  ],
  internal_access: [
    oneOf(['consult', 'share', 'service', 'data'], 'sales_advisers'),
    without(['third_party'], together('employees', 'consult')),
  ],
  processors_by_kind: [
    without(['profiling'], together('behalf')),
    without(['profiling'], together('social_agency')),
    together('payment_provider'),
    together('credit_bureau'),
    without(
      ['fraud', 'sell', 'social', 'controls'],
      oneOf(['deliver', 'hosting', 'digital_services'], 'processor_kind'),
    ),
    without(
      ['sell', 'negation', 'joint', 'fraud', 'social', 'controls', 'right'],
      together('processor_kind', 'share', 'data'),
    ),
    without(['sell', 'fraud'], oneOf(['assist', 'digital_services'], 'processor_kind')),
  ],
  required_before_contract: [together('enter_contract')],
  stored_in_eu: [
    without(['fraud', 'not_liable', 'outside'], together('stored', 'european')),
    having(['country'], without(['fraud', 'not_liable', 'outside', 'children'], together('stored'))),
    having(['denies_outside'], together('european')),
  ],
  territory_reviewed: [without(['negation', 'stored'], together('european', 'controls', 'processor_kind'))],
  liability_limited: [together('not_liable')],
  kept_during_contract: [oneOf(['data', 'order', 'contract', 'question'], 'keep', 'contract_duration')],
  account_kept_until_inactive: [
    without(['unsubscribe', 'newsletter'], oneOf(['delete', 'inactive'], 'account', 'keep')),
  ],
  marketing_kept_until_withdrawn: [
    without(['cookie'], oneOf(['newsletter', 'marketing'], 'keep', 'unsubscribe')),
    having(['period'], without(['cookie', 'anonymous', 'account'], oneOf(['newsletter'], 'keep'))),
    having(['period'], without(['cookie', 'anonymous', 'account'], together('keep', 'marketing'))),
  ],
  cookies_kept_briefly: [
    without(['right'], together('cookie', 'keep')),
    having(['period'], without(['unsubscribe'], together('cookie'))),
  ],
  forgotten_after_inactivity: [
    without(['account', 'newsletter', 'unsubscribe'], oneOf(['anonymous', 'delete'], 'inactive')),
    having(['period'], oneOf(['anonymous', 'inactive'], 'data')),
    having(
      ['period'],
      without(['cookie', 'newsletter', 'invoice', 'law', 'within', 'account', 'marketing'], together('keep', 'data')),
    ),
    having(
      ['period'],
      without(['cookie', 'newsletter', 'invoice', 'law', 'right', 'account', 'marketing'], together('delete', 'data')),
    ),
  ],
  // Recognised by the part of the policy in which another period stands.
  professional_retention: [],
  right_to_information: [together('information')],
  right_of_access: [
    { all: ['right', 'consult'], near: ['right', 'consult'] },
    without(['account'], together('right', 'consult', 'correct')),
    without(['account'], underRights('consult', 'data')),
  ],
  right_to_rectification: [
    without(['account', 'policy'], together('right', 'correct')),
    without(['policy'], underRights('correct', 'data')),
  ],
  right_to_erasure: [
    without(['browser', 'account'], together('right', 'delete')),
    without(['cookie', ...RETENTION], underRights('delete', 'data')),
  ],
  right_to_object: [
    without(['social', 'cookie'], together('object', 'marketing')),
    together('right', 'object'),
    underRights('object'),
  ],
  right_to_withdraw: [without(['cookie'], together('withdraw', 'consent'))],
  requests_by_page_or_mail: [
    having(['mail'], { all: [], any: ['contact', 'page_or_mail', 'question', 'right', 'dpo', 'email'] }),
    having(['page'], together('contact', 'page_or_mail')),
    without(['social', 'cookie'], together('contact', 'page_or_mail', 'right')),
  ],
  identity_checked: [without(['password'], together('proof', 'identity')), together('identity', 'question', 'right')],
  cookies_explained: [
    without(['behalf'], together('cookie', 'browser')),
    together('cookie_page'),
    without([...RETENTION, 'payment'], together('cookie', 'disable')),
    having(['cookie_page_address'], { all: [] }),
  ],
  policy_published: [
    together('policy', 'publish'),
    without(['right', 'changes_policy', 'social'], together('policy', 'inform')),
  ],
  after_death: [together('after_death')],
  answer_time: [having(['period'], oneOf(['answer'], 'within')), having(['period'], together('answer', 'question'))],
  breach_notice: [together('breach')],
  card_numbers: [together('card')],
  children: [together('children')],
  complaint: [together('complaint', 'authority'), together('right', 'complaint')],
  contests: [together('contests')],
  loyalty: [together('loyalty')],
  // Recognised by the name of a service.
  named_service: [],
  policy_changes: [together('changes_policy')],
  portability: [together('portability'), under(['portability'], together('right', 'data'))],
  recordings: [together('recording')],
  restriction: [together('right', 'restrict'), underRights('restrict')],
  reviews: [together('reviews')],
  security_measures: [
    together('encrypt'),
    without(['security_purpose', 'fraud', 'password', 'breach'], together('security', 'data')),
  ],
  special_categories: [together('health', 'data')],
  transfers: [
    lacking(['denies_outside'], oneOf(['share', 'stored', 'data'], 'outside', 'european')),
    lacking(['denies_outside'], having(['country'], together('share', 'outside'))),
    lacking(['denies_outside'], together('share', 'data', 'outside')),
  ],
}
