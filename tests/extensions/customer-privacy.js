// A double of Shopify's storefront Customer Privacy API, written from https://shopify.dev/docs/api/customer-privacy.
// It runs in the page before anything else; `window.__shopify` says how it behaves:
//   region        ISO 3166-2 without dash, '' = unknown
//   loadAfter     ms before loadFeatures answers; 'never'; 'error'; 'absent' = no loadFeatures at all
//   loadsItself   true = Shopify loads it, as it does where it measures visits
//   set           'ok' | 'fail' | 'hang' | 'failOnce'
{
  const CONSENT = ['AT', 'BE', 'DE', 'ES', 'FR', 'GB', 'IE', 'IT', 'NL', 'PL', 'PT', 'SE']
  const SALE = ['USCA', 'USCO', 'USVA']
  const KEYS = ['preferences', 'analytics', 'marketing', 'sale_of_data', 'metafields', 'email']
  const options = { region: 'FRIDF', loadAfter: 0, set: 'ok', ...window.__shopify }
  // Named as Shopify names its own: a refusal deletes what is not spared (trackers.ts).
  const STORE = '_tracking_consent'
  // The real one keeps it in a cookie that scripts do not see, whatever becomes of the page's storage.
  let kept = '{}'
  const read = () => {
    try {
      kept = localStorage.getItem(STORE) ?? kept
    } catch {}
    return JSON.parse(kept)
  }
  const consentNeeded = CONSENT.includes(options.region.slice(0, 2))
  const allowed = (signal) => (consentNeeded ? read()[signal] === true : read()[signal] !== false)
  const calls = []
  const api = {
    preferencesProcessingAllowed: () => allowed('preferences'),
    analyticsProcessingAllowed: () => allowed('analytics'),
    marketingAllowed: () => allowed('marketing'),
    saleOfDataAllowed: () => read().sale_of_data !== false,
    saleOfDataRegion: () => SALE.includes(options.region),
    shouldShowBanner: () => consentNeeded && !['preferences', 'analytics', 'marketing'].some((s) => s in read()),
    getRegion: () => options.region,
    consentId: () => read().id ?? '',
    currentVisitorConsent: () =>
      Object.fromEntries(KEYS.slice(0, 4).map((s) => [s, { true: 'yes', false: 'no' }[read()[s]] ?? ''])),
    setTrackingConsent(consent, callback) {
      if (!Object.keys(consent).length) throw new TypeError('The submitted consent object is empty.')
      for (const key of Object.keys(consent)) {
        if (!KEYS.includes(key)) throw new TypeError(`Extraneous key: ${key}`)
      }
      if (callback !== undefined && typeof callback !== 'function') throw new TypeError('callback must be a function')
      calls.push(structuredClone(consent))
      if (options.set === 'hang') return
      setTimeout(() => {
        if (options.set.startsWith('fail')) {
          if (options.set === 'failOnce') options.set = 'ok'
          callback({ error: 'Error while setting storefront API consent' })
          return
        }
        kept = JSON.stringify({ ...read(), ...consent, id: '01890000-0000-4000-8000-000000000000' })
        try {
          localStorage.setItem(STORE, kept)
        } catch {}
        document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail: {} }))
        callback(null, {})
      }, 5)
    },
  }
  window.__calls = calls
  window.Shopify = {}
  if (options.loadAfter !== 'absent') {
    // Before consent is known the real one answers "allowed" to everything, and shows no banner.
    const yes = () => true
    window.Shopify.customerPrivacy = {
      preferencesProcessingAllowed: yes,
      analyticsProcessingAllowed: yes,
      marketingAllowed: yes,
      saleOfDataAllowed: yes,
      shouldShowBanner: () => false,
    }
    window.Shopify.loadFeatures = (_features, done) => {
      if (options.loadAfter === 'never') return
      setTimeout(() => {
        if (options.loadAfter === 'error') return done(new Error('blocked'))
        if (window.Shopify.customerPrivacy !== api) {
          window.Shopify.customerPrivacy = api
          document.dispatchEvent(new CustomEvent('consentTrackingApiLoaded'))
        }
        done()
      }, Number(options.loadAfter) || 0)
    }
    if (options.loadsItself) window.Shopify.loadFeatures([], () => {})
  }
}
