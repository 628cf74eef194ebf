/** Services that policies of shops name. */

/** A company, and the names that stand for it as well. */
const SERVICES: Record<string, readonly string[]> = {
  Google: ['YouTube', 'DoubleClick'],
  Meta: ['Facebook', 'Instagram', 'WhatsApp'],
  Microsoft: ['Bing'],
  Amazon: ['AWS'],
  Shopify: ['Shop Pay'],
  Brevo: ['Sendinblue'],
  Salesforce: ['Pardot'],
  'X (Twitter)': ['Twitter'],
  Colissimo: ['La Poste', 'Chronopost'],
  Matomo: ['Piwik'],
  'Mondial Relay': ['InPost'],
  OVH: ['OVHcloud'],
  Snapchat: ['Snap'],
  ...Object.fromEntries(
    [
      ...['ActiveCampaign', 'Adyen', 'Axeptio', 'Cloudflare', 'ContentSquare', 'Cookiebot', 'Criteo', 'DHL', 'DPD'],
      ...['FedEx', 'GLS', 'Gorgias', 'Hotjar', 'HubSpot', 'Intercom', 'Judge.me', 'Klarna', 'Klaviyo', 'LinkedIn'],
      ...['Loox', 'Mailchimp', 'Mailjet', 'Mollie', 'Omnisend', 'PayPal', 'Pinterest', 'PostNL', 'Sendcloud', 'Stripe'],
      ...['Taboola', 'TikTok', 'Trustpilot', 'UPS', 'Yotpo', 'Zendesk'],
    ].map((name) => [name, []]),
  ),
}

const companyOf = new Map(
  Object.entries(SERVICES).flatMap(([company, names]) => [company, ...names].map((name) => [name, company] as const)),
)

/** With its capitals: "meta" and "ups" are words, "Meta" and "UPS" are names. */
const NAMED = new RegExp(
  `(?<![\\p{L}\\d.@/-])(?:${[...companyOf.keys()].map((name) => name.replace(/[.()]/g, '\\$&')).join('|')})(?![\\p{L}\\d])`,
  'gu',
)

/** The companies of the services that a text names. */
export const servicesNamed = (text: string): string[] => [
  ...new Set((text.match(NAMED) ?? []).flatMap((name) => companyOf.get(name) ?? [])),
]
