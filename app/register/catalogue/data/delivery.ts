/**
 * Carriers, and those who print labels and keep the stock. A carrier is a controller of its own: it decides how a letter or
 * parcel reaches its recipient, and postal law binds it (DPD says so in the source below).
 */
import type { ServiceInput } from '../schema.ts'
import { seen, toCheck } from '../source.ts'

const COLISSIMO = 'https://laposte.fr/conseils-pratiques/donnees-personnelles-colissimo'
const MONDIAL_RELAY = 'https://www.mondialrelay.be/nl-be/pakje-verzenden/persoonsgegevens-en-cookies/'
const DHL = 'https://dhl.de/en/toolbar/footer/datenschutz.html'
const DEUTSCHE_POST = 'https://www.deutschepost.com/fr/f/footer/data-protection-and-cookies.html'
const DPD = 'https://www.dpd.com/de/en/datenschutz/dsgvo-versender/'
const GLS = 'https://gls-group.eu/DE/en/privacy-advice-senders-and-recipients'
const INPOST = 'https://terms.inpost-group.com/nl/privacybeleid-inpost-account-aankomende-wijzigingen'
const POSTNL = 'https://www.postnl.nl/en/privacy-statement/'
const SENDCLOUD = 'https://sendcloud.com/privacy-policy'
const SENDCLOUD_TERMS = 'https://www.sendcloud.com/terms-of-processing/'
const SHIPPO = 'https://goshippo.com/privacy'
const PACKLINK = 'https://www.packlink.com/'
const BOXTAL = 'https://www.boxtal.com/'

const carrier = { uses: ['delivery'], service: 'delivery' } satisfies Partial<ServiceInput>
const software = { uses: ['delivery'], service: 'digital_services' } satisfies Partial<ServiceInput>
const stock = { uses: ['fulfilment', 'delivery'], service: 'delivery' } satisfies Partial<ServiceInput>

export const delivery: readonly ServiceInput[] = [
  {
    id: 'colissimo',
    name: 'Colissimo',
    alsoKnownAs: ['La Poste'],
    ...carrier,
    role: { kind: 'controller', ...toCheck(COLISSIMO) },
    entity: { name: 'La Poste SA', country: 'FR', ...seen('https://www.postie-web.com/Rgpd.aspx') },
    places: [{ country: 'FR', mechanism: 'eea', ...toCheck(COLISSIMO) }],
    privacyPolicy: seen(COLISSIMO),
  },
  {
    id: 'chronopost',
    name: 'Chronopost',
    ...carrier,
    role: { kind: 'controller', ...toCheck('https://www.chronopost.fr/fr/donnees-personnelles') },
    entity: { name: 'Chronopost SAS', country: 'FR', ...toCheck('https://www.chronopost.fr/fr/donnees-personnelles') },
    places: [{ country: 'FR', mechanism: 'eea', ...toCheck('https://www.chronopost.fr/fr/donnees-personnelles') }],
    privacyPolicy: toCheck('https://www.chronopost.fr/fr/donnees-personnelles'),
  },
  {
    id: 'mondial-relay',
    name: 'Mondial Relay',
    alsoKnownAs: ['Punto Pack'],
    ...carrier,
    role: { kind: 'controller', ...seen(MONDIAL_RELAY) },
    entity: { name: 'Mondial Relay SASU', country: 'FR', ...seen(MONDIAL_RELAY) },
    places: [{ country: 'FR', mechanism: 'eea', ...toCheck(MONDIAL_RELAY) }],
    privacyPolicy: seen(MONDIAL_RELAY),
    hosts: { names: ['mondialrelay.com', 'mondialrelay.fr'], ...toCheck(MONDIAL_RELAY) },
  },
  {
    id: 'inpost',
    name: 'InPost',
    ...carrier,
    role: { kind: 'controller', ...toCheck(INPOST) },
    entity: { name: 'InPost sp. z o.o.', country: 'PL', ...toCheck(INPOST) },
    places: [{ country: 'PL', mechanism: 'eea', ...toCheck(INPOST) }],
    privacyPolicy: seen(INPOST),
    hosts: { names: ['inpost.pl', 'inpost-group.com'], ...toCheck(INPOST) },
  },
  {
    id: 'dhl',
    name: 'DHL',
    alsoKnownAs: ['DHL Paket'],
    ...carrier,
    role: { kind: 'controller', ...seen(DHL) },
    entity: { name: 'DHL Paket GmbH', country: 'DE', ...seen(DHL) },
    places: [{ country: 'DE', mechanism: 'eea', ...toCheck(DHL) }],
    privacyPolicy: seen(DHL),
  },
  {
    id: 'deutsche-post',
    name: 'Deutsche Post',
    ...carrier,
    role: { kind: 'controller', ...seen(DEUTSCHE_POST) },
    entity: { name: 'Deutsche Post AG', country: 'DE', ...seen(DEUTSCHE_POST) },
    places: [{ country: 'DE', mechanism: 'eea', ...toCheck(DEUTSCHE_POST) }],
    privacyPolicy: seen(DEUTSCHE_POST),
  },
  // A company of its own in each country: which one depends on where the shop sends its parcels from.
  {
    id: 'dpd',
    name: 'DPD',
    ...carrier,
    role: { kind: 'controller', ...seen(DPD) },
    entity: null,
    privacyPolicy: seen('https://www.dpd.com/de/en/datenschutz/'),
  },
  {
    id: 'gls',
    name: 'GLS',
    ...carrier,
    role: { kind: 'controller', ...seen(GLS) },
    entity: null,
    privacyPolicy: seen(GLS),
  },
  {
    id: 'ups',
    name: 'UPS',
    ...carrier,
    role: { kind: 'controller', ...toCheck('https://www.ups.com/') },
    entity: null,
    privacyPolicy: toCheck('https://www.ups.com/us/en/support/shipping-support/legal-terms-conditions/privacy-notice'),
  },
  {
    id: 'fedex',
    name: 'FedEx',
    alsoKnownAs: ['TNT'],
    ...carrier,
    role: { kind: 'controller', ...toCheck('https://www.fedex.com/en-us/trust-center/privacy.html') },
    entity: null,
    privacyPolicy: toCheck('https://www.fedex.com/en-us/trust-center/privacy.html'),
  },
  {
    id: 'postnl',
    name: 'PostNL',
    ...carrier,
    role: { kind: 'controller', ...toCheck(POSTNL) },
    entity: { name: 'PostNL N.V.', country: 'NL', ...toCheck(POSTNL) },
    places: [{ country: 'NL', mechanism: 'eea', ...toCheck(POSTNL) }],
    privacyPolicy: toCheck(POSTNL),
  },
  {
    id: 'bpost',
    name: 'bpost',
    ...carrier,
    role: { kind: 'controller', ...toCheck('https://www.bpost.be/en/privacy') },
    entity: { name: 'bpost SA/NV', country: 'BE', ...toCheck('https://www.bpost.be/en/privacy') },
    places: [{ country: 'BE', mechanism: 'eea', ...toCheck('https://www.bpost.be/en/privacy') }],
    privacyPolicy: toCheck('https://www.bpost.be/en/privacy'),
  },
  {
    id: 'poste-italiane',
    name: 'Poste Italiane',
    alsoKnownAs: ['SDA'],
    ...carrier,
    role: { kind: 'controller', ...toCheck('https://www.poste.it/privacy-policy.html') },
    entity: { name: 'Poste Italiane S.p.A.', country: 'IT', ...toCheck('https://www.poste.it/privacy-policy.html') },
    places: [{ country: 'IT', mechanism: 'eea', ...toCheck('https://www.poste.it/privacy-policy.html') }],
    privacyPolicy: toCheck('https://www.poste.it/privacy-policy.html'),
  },
  {
    id: 'correos',
    name: 'Correos',
    ...carrier,
    role: { kind: 'controller', ...toCheck('https://www.correos.es/') },
    entity: {
      name: 'Sociedad Estatal Correos y Telégrafos, S.A., S.M.E.',
      country: 'ES',
      ...toCheck('https://www.correos.es/'),
    },
    places: [{ country: 'ES', mechanism: 'eea', ...toCheck('https://www.correos.es/') }],
    privacyPolicy: null,
  },
  {
    id: 'sendcloud',
    name: 'Sendcloud',
    ...software,
    role: { kind: 'processor', ...seen(SENDCLOUD_TERMS) },
    entity: { name: 'Sendcloud B.V.', country: 'NL', ...seen(SENDCLOUD) },
    privacyPolicy: seen(SENDCLOUD),
    agreement: { name: 'Sendcloud Terms of Processing', ...seen(SENDCLOUD_TERMS) },
    hosts: { names: ['sendcloud.sc', 'sendcloud.com'], ...toCheck(SENDCLOUD) },
  },
  {
    id: 'shippo',
    name: 'Shippo',
    ...software,
    role: { kind: 'processor', ...toCheck(SHIPPO) },
    entity: { name: 'Popout, Inc.', country: 'US', ...toCheck(SHIPPO) },
    places: [{ country: 'US', mechanism: 'standard_clauses', ...toCheck(SHIPPO) }],
    privacyPolicy: toCheck(SHIPPO),
  },
  {
    id: 'packlink',
    name: 'Packlink',
    ...software,
    role: { kind: 'processor', ...toCheck(PACKLINK) },
    entity: { name: 'Packlink Shipping, S.L.', country: 'ES', ...toCheck(PACKLINK) },
    privacyPolicy: null,
  },
  {
    id: 'boxtal',
    name: 'Boxtal',
    ...software,
    role: { kind: 'processor', ...toCheck(BOXTAL) },
    entity: { name: 'Boxtal SAS', country: 'FR', ...toCheck(BOXTAL) },
    privacyPolicy: null,
  },
  {
    id: 'byrd',
    name: 'byrd',
    ...stock,
    role: { kind: 'processor', ...toCheck('https://getbyrd.com/en/privacy-policy') },
    entity: { name: 'byrd technologies GmbH', country: 'AT', ...toCheck('https://getbyrd.com/en/imprint') },
    privacyPolicy: toCheck('https://getbyrd.com/en/privacy-policy'),
  },
  {
    id: 'cubyn',
    name: 'Cubyn',
    ...stock,
    role: { kind: 'processor', ...toCheck('https://www.cubyn.com/') },
    entity: { name: 'Cubyn SAS', country: 'FR', ...toCheck('https://www.cubyn.com/') },
    privacyPolicy: null,
  },
  {
    id: 'shippingbo',
    name: 'ShippingBo',
    uses: ['fulfilment', 'delivery'],
    service: 'digital_services',
    role: { kind: 'processor', ...toCheck('https://www.shippingbo.com/') },
    entity: { name: 'ShippingBo SAS', country: 'FR', ...toCheck('https://www.shippingbo.com/') },
    privacyPolicy: null,
  },
]
