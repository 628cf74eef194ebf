import { type Excerpt, inLanguage, type Language, namedByKey, SHOPIFY_SIGNALS } from '../../register/index.ts'
import type { LedgerEvent } from '../ledger/index.ts'
import { type EventState, type Proof, RECEIPT_SCHEMA, type ReceiptPurpose, type UnsignedReceipt } from './model.ts'
import { receiptTranslator } from './texts.ts'

export interface Evidence {
  event: LedgerEvent
  /** The register excerpt that was in force for these purposes; null before the first register. */
  version: Excerpt | null
  /** Purposes that the subject had granted just before this event. */
  grantedBefore: ReadonlySet<string>
  proof: Proof
}

/** Composes a receipt of an event, in one language. */
export function composeReceipt(
  { event, version, grantedBefore, proof }: Evidence,
  language: Language,
): UnsignedReceipt {
  const stateOf = (purpose: string, granted: boolean): EventState =>
    granted ? 'given' : grantedBefore.has(purpose) ? 'withdrawn' : 'refused'
  const purposes = Object.entries(event.choices).map(([id, granted]) =>
    purposeOf(version, { id, state: stateOf(id, granted), language }),
  )
  return {
    schema_version: RECEIPT_SCHEMA,
    record_id: event.id,
    pii_principal_id: event.subject,
    shop: event.shop,
    pii_controller: version && controllerOf(version),
    event: {
      event_time: event.recordedAt,
      event_type: typeOf(purposes),
      collection_method: event.source,
      jurisdiction: event.region,
      global_privacy_control: event.gpc,
    },
    notice: {
      language,
      shown_language: event.banner?.language ?? null,
      banner_hash: event.banner?.hash ?? null,
      register_version: event.registerVersion,
      register_hash: version?.hash ?? null,
    },
    purposes: inOrderOf(version, purposes),
    withdrawal_method: receiptTranslator(language).translate('withdrawal'),
    proof,
  }
}

/** The state of the whole event: given if any purpose was, else withdrawn if any was, else refused. */
const typeOf = (purposes: readonly ReceiptPurpose[]): EventState =>
  (['given', 'withdrawn'] as const).find((state) => purposes.some(({ event_state }) => event_state === state)) ??
  'refused'

/** Purposes in the order in which the banner asks for them. */
function inOrderOf(register: Excerpt | null, purposes: ReceiptPurpose[]): ReceiptPurpose[] {
  const places = new Map(register?.purposes.map(({ id }, index) => [String(id), index]))
  const placeOf = ({ purpose_id }: ReceiptPurpose) => places.get(purpose_id) ?? places.size
  return purposes.toSorted((a, b) => placeOf(a) - placeOf(b))
}

function controllerOf({ controller }: Excerpt): NonNullable<UnsignedReceipt['pii_controller']> {
  return {
    party_name: controller.name,
    party_address: controller.address,
    party_country: controller.country,
    party_email: controller.dpoEmail ?? controller.email,
    party_contact: controller.contactPageUrl,
    party_url: controller.siteUrl,
  }
}

/** The partner to whom alone a consent was given; null for a whole purpose. */
function partnerIn(register: Excerpt | null, key: string) {
  const { purpose, recipient } = namedByKey(key)
  const found = recipient === null ? undefined : register?.recipients.find(({ id }) => id === recipient)
  return found ? { purpose, recipient: found.id, name: found.name } : null
}

function purposeOf(
  register: Excerpt | null,
  { id, state, language }: { id: string; state: EventState; language: Language },
): ReceiptPurpose {
  const partner = partnerIn(register, id)
  const found = register?.purposes.find((purpose) => purpose.id === (partner?.purpose ?? id))
  if (!register || !found) {
    // The banner asked for it before there was a register, or as one of Shopify's signals: by consent, with the
    // storefront's text.
    const unknown = { purpose_description: '', pii_types: [], recipients: [], retention_periods: [] }
    const shopifys = SHOPIFY_SIGNALS.find((known) => known === id)
    const name = shopifys ? receiptTranslator(language).translate(`purpose_${shopifys}`) : id
    return { purpose_id: id, purpose_name: name, lawful_basis: 'consent', event_state: state, ...unknown }
  }
  const textIn = (text: Parameters<typeof inLanguage>[0]) => inLanguage(text, language, register.languages.default)
  const among = <Entry extends { id: string }>(entries: readonly Entry[], ids: readonly string[]) =>
    entries.filter((entry) => ids.includes(entry.id))
  return {
    purpose_id: id,
    purpose_name: partner ? `${textIn(found.name)}: ${textIn(partner.name)}` : textIn(found.name),
    purpose_description: textIn(found.description),
    lawful_basis: found.legalBasis,
    event_state: state,
    pii_types: among(register.dataCategories, found.dataCategories).map(({ name }) => textIn(name)),
    recipients: among(register.recipients, partner ? [partner.recipient] : found.recipients).map(
      ({ name, kind, country }) => ({
        party_name: textIn(name),
        party_type: kind,
        party_country: country,
      }),
    ),
    retention_periods: among(register.retentionRules, found.retentionRules).map(({ months, trigger, action }) => ({
      months,
      trigger,
      action,
    })),
  }
}
