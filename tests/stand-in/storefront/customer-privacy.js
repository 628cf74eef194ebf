// A double of Shopify's storefront Customer Privacy API, written from https://shopify.dev/docs/api/customer-privacy and
// the behaviour of consent-tracking-api v0.2. Tests choose how it behaves in the query of a page; the tab remembers:
//   cp_region=USCA   where the visitor is: ISO 3166-2 without the dash, empty = unknown
//   cp_latency=800   milliseconds before loadFeatures and setTrackingConsent answer
//   cp_fail=set|load which of them fails
//   cp_gpc=1         the browser sends Global Privacy Control (set by the page before anything runs)
//   cp_absent=1      there is no Shopify.loadFeatures at all
;(() => {
  const SETTINGS = '_shopify_essential_settings'
  // Shopify's own names: what a storefront needs, and no check finds fault with.
  const CONSENT = '_shopify_essential_consent'
  const CONSENT_REGIONS =
    'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB CH'.split(' ')
  const SALE_REGIONS = 'USCA USCO USCT USDE USFL USIA USMD USMN USMT USNE USNH USNJ USOR USTN USTX USUT USVA'.split(' ')
  const PURPOSES = ['marketing', 'analytics', 'preferences', 'sale_of_data']
  const KEYS = [
    ...PURPOSES,
    'email',
    'rootDomain',
    'checkoutRootDomain',
    'storefrontRootDomain',
    'storefrontAccessToken',
    'headlessStorefront',
    'isExtensionToken',
    'metafields',
  ]
  const MOST_KEY = 25
  const MOST_VALUE = 100
  const MOST_METAFIELDS = 250

  /** Storage may be denied; then nothing is remembered. */
  const kept = (storage, key) => {
    try {
      return JSON.parse(window[storage].getItem(key)) ?? {}
    } catch {
      return {}
    }
  }
  const keep = (storage, key, value) => {
    try {
      window[storage].setItem(key, JSON.stringify(value))
    } catch {}
  }

  const asked = Object.fromEntries([...new URLSearchParams(location.search)].filter(([name]) => name.startsWith('cp_')))
  const settings = { cp_region: __REGION__, cp_latency: '0', ...kept('sessionStorage', SETTINGS), ...asked }
  keep('sessionStorage', SETTINGS, settings)

  const region = settings.cp_region
  const latency = Number(settings.cp_latency) || 0
  const needsConsent = CONSENT_REGIONS.includes(region.slice(0, 2))
  const isSaleRegion = SALE_REGIONS.includes(region)
  const hasSignal = () => navigator.globalPrivacyControl === true

  const stored = () => ({ choice: {}, metafields: {}, id: '', ...kept('localStorage', CONSENT) })
  const chosen = (purpose) => stored().choice[purpose]
  const allowed = (purpose) => (needsConsent ? chosen(purpose) === true : chosen(purpose) !== false)
  const saleAllowed = () => chosen('sale_of_data') !== false && !(isSaleRegion && hasSignal())
  const word = (value) => (value === true ? 'yes' : value === false ? 'no' : '')
  const emit = (name, detail = {}) => document.dispatchEvent(new CustomEvent(name, { detail }))

  const announce = () => {
    const now = {
      marketingAllowed: allowed('marketing'),
      analyticsAllowed: allowed('analytics'),
      preferencesAllowed: allowed('preferences'),
      saleOfDataAllowed: saleAllowed(),
      firstPartyMarketingAllowed: allowed('marketing'),
      thirdPartyMarketingAllowed: saleAllowed(),
    }
    for (const [name, yes] of [
      ['firstPartyMarketing', now.firstPartyMarketingAllowed],
      ['thirdPartyMarketing', now.thirdPartyMarketingAllowed],
      ['analytics', now.analyticsAllowed],
      ['preferences', now.preferencesAllowed],
    ]) {
      emit(`${name}Consent${yes ? 'Accepted' : 'Declined'}`)
    }
    emit('visitorConsentCollected', now)
    const four = [now.analyticsAllowed, now.preferencesAllowed, now.marketingAllowed, now.saleOfDataAllowed]
    if (four.every(Boolean)) emit('trackingConsentAccepted')
    if (!four.some(Boolean)) emit('trackingConsentDeclined')
  }

  const check = (consent, callback) => {
    if (typeof consent !== 'boolean' && (typeof consent !== 'object' || consent === null)) {
      throw new TypeError('setTrackingConsent must be called with a boolean or object consent value')
    }
    const names = typeof consent === 'object' ? Object.keys(consent) : ['marketing']
    if (names.length === 0) throw new TypeError('The submitted consent object is empty.')
    const extra = names.find((name) => !KEYS.includes(name))
    if (extra) {
      throw new TypeError(
        `The submitted consent object should only contain the following keys: ${KEYS.join(', ')}. Extraneous key: ${extra}.`,
      )
    }
    if (callback !== undefined && typeof callback !== 'function') {
      throw new TypeError(
        'setTrackingConsent must be called with a callback function if the callback argument is provided',
      )
    }
  }

  const metafieldProblem = (metafields = []) => {
    if (metafields.some(({ key }) => key.length > MOST_KEY)) return `a metafield key has at most ${MOST_KEY} characters`
    if (metafields.some(({ value }) => (value ?? '').length > MOST_VALUE)) {
      return `a metafield value has at most ${MOST_VALUE} characters`
    }
    const size = metafields.reduce((sum, { key, value }) => sum + key.length + (value ?? '').length, 0)
    return size >= MOST_METAFIELDS ? `metafields have less than ${MOST_METAFIELDS} characters in all` : ''
  }

  /** The request that the real one makes to the shop's own origin: it can be blocked, or fail. */
  const send = async (consent) => {
    await new Promise((resolve) => setTimeout(resolve, latency))
    if (settings.cp_fail === 'set') throw new Error('the stand-in was told to fail')
    const problem = metafieldProblem(consent.metafields)
    if (problem) throw new Error(problem)
    const response = await fetch('/api/unstable/graphql.json', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'query { consentManagement { cookies { trackingConsentCookie } } }' }),
    })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
  }

  const record = (consent) => {
    const now = stored()
    for (const purpose of PURPOSES) if (typeof consent[purpose] === 'boolean') now.choice[purpose] = consent[purpose]
    for (const { key, value } of consent.metafields ?? []) {
      if (value === null) delete now.metafields[key]
      else now.metafields[key] = value
    }
    now.id ||= crypto.randomUUID()
    keep('localStorage', CONSENT, now)
  }

  const setTrackingConsent = async (consent, callback) => {
    const wanted = typeof consent === 'boolean' ? { analytics: consent, marketing: consent } : consent
    try {
      await send(wanted)
    } catch (error) {
      const refusal = { error: `Error while setting storefront API consent: ${error.message}` }
      if (!callback) throw refusal
      callback(refusal)
      return
    }
    record(wanted)
    announce()
    callback?.(null, {})
    return {}
  }

  const api = {
    preferencesProcessingAllowed: () => allowed('preferences'),
    analyticsProcessingAllowed: () => allowed('analytics'),
    marketingAllowed: () => allowed('marketing'),
    saleOfDataAllowed: saleAllowed,
    firstPartyMarketingAllowed: () => allowed('marketing'),
    thirdPartyMarketingAllowed: saleAllowed,
    currentVisitorConsent: () => Object.fromEntries(PURPOSES.map((purpose) => [purpose, word(chosen(purpose))])),
    shouldShowBanner: () =>
      needsConsent && ['marketing', 'analytics', 'preferences'].every((purpose) => chosen(purpose) === undefined),
    saleOfDataRegion: () => isSaleRegion,
    getRegion: () => region,
    consentId: () => stored().id,
    getTrackingConsentMetafield: (key) => stored().metafields[key],
    // These throw at once for what they do not take; what goes wrong later reaches the callback or the promise.
    setTrackingConsent: (consent, callback) => {
      check(consent, callback)
      return setTrackingConsent(consent, callback)
    },
    getTrackingConsent: () => word(chosen('marketing')) || 'no_interaction',
    getCCPAConsent: () => word(chosen('sale_of_data')) || 'no_interaction',
    shouldShowGDPRBanner: () => api.shouldShowBanner(),
    userCanBeTracked: () => allowed('marketing') && allowed('analytics'),
    doesMerchantSupportGranularConsent: () => true,
    unstable: {},
    __metadata__: { name: '@shopify/consent-tracking-api', version: 'stand-in', description: 'Consent Tracking API' },
  }

  window.Shopify = window.Shopify ?? {}
  if (settings.cp_absent === '1') return

  // Before consent is known the real one says yes to everything and asks for no banner: whoever trusts it leaks.
  const yes = () => true
  const early = {
    preferencesProcessingAllowed: yes,
    analyticsProcessingAllowed: yes,
    marketingAllowed: yes,
    saleOfDataAllowed: yes,
    shouldShowBanner: () => false,
    consentStatus: 'loading',
  }
  window.Shopify.customerPrivacy = early
  window.Shopify.trackingConsent = early

  let isLoaded = false
  const load = () => {
    isLoaded = true
    window.Shopify.customerPrivacy = window.Shopify.trackingConsent = Object.assign(api, { consentStatus: 'loaded' })
    if (isSaleRegion && hasSignal() && chosen('sale_of_data') !== false) {
      api.setTrackingConsent({ sale_of_data: false }, () => {})
    }
    emit('consentTrackingApiLoaded')
  }
  window.Shopify.loadFeatures = (features, done) => {
    setTimeout(() => {
      if (settings.cp_fail === 'load') return done?.(new Error('the stand-in was told to fail'))
      if (!isLoaded && features.some(({ name }) => name === 'consent-tracking-api')) load()
      done?.(null)
    }, latency)
  }
})()
