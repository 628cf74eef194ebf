import { type ConsentPolicy, gid, type PrivacyFeatures } from '../../shop/model.ts'
import type { ShopState } from '../../shop/state.ts'
import { type Resolvers, userError } from '../context.ts'

type Asked = Partial<ConsentPolicy> & { id?: string }

/** Where Shopify asks for consent by default: the EEA with its outermost regions, the United Kingdom, Switzerland. */
const CONSENT =
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB CH AX GF GP MQ RE YT MF'

/** Some places without such a rule, and the states of the USA where a sale of data can be refused. */
const OTHER = 'AU BR CA JP KR MX NZ TR ZA'
const SALE_STATES = 'CA CO CT DE FL IA MD MN MT NE NH NJ OR TN TX UT VA'
const OTHER_STATES = 'NY WA'

const policy = (countryCode: string, regionCode: string | null, consent: boolean, sale: boolean): ConsentPolicy => ({
  countryCode,
  regionCode,
  consentRequired: consent,
  dataSaleOptOutRequired: sale,
})

const DEFAULTS: readonly ConsentPolicy[] = [
  ...CONSENT.split(' ').map((code) => policy(code, null, true, false)),
  ...OTHER.split(' ').map((code) => policy(code, null, false, false)),
  ...SALE_STATES.split(' ').map((state) => policy('US', state, false, true)),
  ...OTHER_STATES.split(' ').map((state) => policy('US', state, false, false)),
]

const WITH_REGIONS = ['US']

const place = ({ countryCode, regionCode }: { countryCode?: string | null; regionCode?: string | null }) =>
  `${countryCode ?? ''}${regionCode ? `-${regionCode}` : ''}`

/** A policy as GraphQL gives it. The id of a default begins with SD. */
function shown(own: ConsentPolicy | undefined, byDefault: ConsentPolicy) {
  const id = gid('ConsentPolicy', `${own ? '' : 'SD-'}${place(byDefault)}`)
  return { id, shopId: gid('Shop', 1), ...(own ?? byDefault) }
}

const policies = (state: ShopState) =>
  DEFAULTS.map((one) =>
    shown(
      state.shop.consentPolicies.find((own) => place(own) === place(one)),
      one,
    ),
  )

/** Shopify's own privacy features and the rules of consent by region. */
export const privacyResolvers: Resolvers = {
  QueryRoot: {
    privacySettings: (_source, _args, { state }) => {
      const { COOKIE_BANNER, DATA_SALE_OPT_OUT_PAGE, PRIVACY_POLICY } = state.shop.privacyFeatures
      return {
        banner: { enabled: COOKIE_BANNER, autoManaged: COOKIE_BANNER },
        dataSaleOptOutPage: { autoManaged: DATA_SALE_OPT_OUT_PAGE },
        privacyPolicy: {
          autoManaged: PRIVACY_POLICY,
          supportedLocales: state.shop.locales.map(({ locale }) => locale),
        },
      }
    },
    consentPolicy: (_source, asked: Asked, { state }) =>
      policies(state).filter((one) =>
        Object.entries(asked).every(([key, value]) => value == null || one[key as keyof typeof one] === value),
      ),
    consentPolicyRegions: () => DEFAULTS.map(({ countryCode, regionCode }) => ({ countryCode, regionCode })),
  },
  Mutation: {
    privacyFeaturesDisable: (
      _source,
      { featuresToDisable }: { featuresToDisable: (keyof PrivacyFeatures)[] },
      { state },
    ) => {
      for (const feature of featuresToDisable) state.shop.privacyFeatures[feature] = false
      state.changed()
      return { featuresDisabled: featuresToDisable, userErrors: [] }
    },
    consentPolicyUpdate: (_source, { consentPolicies }: { consentPolicies: Asked[] }, { state }) => {
      const userErrors = consentPolicies.flatMap((input, n) => problemsOf(state, input, String(n)))
      if (userErrors.length > 0) return { updatedPolicies: null, userErrors }
      for (const input of consentPolicies) setPolicy(state, input)
      const places = consentPolicies.map(place)
      return { updatedPolicies: policies(state).filter((one) => places.includes(place(one))), userErrors: [] }
    },
    dataSaleOptOut: (_source, { email }: { email: string }, { state }) => {
      if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
        return { customerId: null, userErrors: [userError(['email'], 'Email is invalid', 'FAILED')] }
      }
      const customer = state.shop.customers.find((one) => one.email?.toLowerCase() === email.toLowerCase())
      if (customer) customer.dataSaleOptOut = true
      state.changed()
      return { customerId: customer ? gid('Customer', customer.id) : null, userErrors: [] }
    },
  },
}

function problemsOf(state: ShopState, input: Asked, at: string) {
  const problem = (field: string, message: string, code: string) => [
    userError(['consentPolicies', at, field], message, code),
  ]
  const { countryCode, regionCode } = input
  if (state.shop.privacyFeatures.COOKIE_BANNER) {
    const message = 'Shopify’s cookie banner must be disabled first'
    return [userError(['consentPolicies'], message, 'SHOPIFY_COOKIE_BANNER_NOT_DISABLED')]
  }
  if (!countryCode) return problem('countryCode', 'Country code is required', 'COUNTRY_CODE_REQUIRED')
  if (WITH_REGIONS.includes(countryCode) && !regionCode) {
    return problem('regionCode', 'Region code is required', 'REGION_CODE_REQUIRED')
  }
  if (DEFAULTS.some((one) => place(one) === place(input))) return []
  const [message, code] = regionCode
    ? ['Region code must match the country code', 'REGION_CODE_MUST_MATCH_COUNTRY_CODE']
    : ['This consent policy is not supported', 'UNSUPORTED_CONSENT_POLICY']
  return problem(regionCode ? 'regionCode' : 'countryCode', message, code)
}

function setPolicy(state: ShopState, input: Asked): void {
  const current = policies(state).find((one) => place(one) === place(input))
  if (!current) return
  const { countryCode, regionCode } = current
  const others = state.shop.consentPolicies.filter((own) => place(own) !== place(input))
  const consent = input.consentRequired ?? current.consentRequired
  const sale = input.dataSaleOptOutRequired ?? current.dataSaleOptOutRequired
  state.shop.consentPolicies = [...others, policy(countryCode, regionCode, consent, sale)]
  state.changed()
}
