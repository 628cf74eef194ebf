/** Cookie names of other consent banners, as their documentation gives them. */
const REMEMBERED: Record<string, string> = {
  OptanonConsent: 'OneTrust',
  CookieConsent: 'Cookiebot',
  'cookieyes-consent': 'CookieYes',
  axeptio_cookies: 'Axeptio',
  didomi_token: 'Didomi',
  euconsent_v2: 'a banner of the TCF',
  'euconsent-v2': 'a banner of the TCF',
  cc_cookie: 'vanilla-cookieconsent',
  klaro: 'Klaro',
  tarteaucitron: 'tarteaucitron',
  _pandectes_gdpr: 'Pandectes',
  cmplz_banner: 'Complianz',
  'borlabs-cookie': 'Borlabs',
  uc_settings: 'Usercentrics',
  _iub_cs: 'iubenda',
}

/** Other banners on the storefront, recognised by their cookies. Two banners ask twice and contradict each other. */
export const competingBanners = (names: readonly string[]): string[] => [
  ...new Set(
    names.flatMap((name) => Object.entries(REMEMBERED).flatMap(([known, by]) => (name.startsWith(known) ? [by] : []))),
  ),
]
