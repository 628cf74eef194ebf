import { mailtoOf } from '../../platform/mail-address.ts'
import { typeset } from '../../platform/typography.ts'
import { type Child, type Element, element, type PolicyLanguage, standalone, translatorOf } from '../../policy/index.ts'
import { dayOf, languageOfLocale } from '../../register/index.ts'
import { fingerprintOf } from '../seals/signature.ts'
import type { ConsentReceipt, ReceiptPurpose } from './model.ts'
import { receiptTranslator } from './texts.ts'

/** Addresses on the shop's own site that the page links to. */
export interface ReceiptLinks {
  /** The version of the policy that was in force. */
  policy?: string
  json?: string
  /** How to verify the file. */
  guide?: string
}

/** Renders the receipt as a page: readable on a phone, printable, without scripts and requests. */
export function renderReceipt(receipt: ConsentReceipt, language: PolicyLanguage, links: ReceiptLinks = {}): string {
  const page = new Page(receipt, language, links)
  return standalone({ language, title: page.translate('title'), head: page.parts(), body: '' })
}

type RetentionPeriod = ReceiptPurpose['retention_periods'][number]
type Term = [term: Child, ...texts: Child[]]

const definitions = (terms: readonly Term[]): Element =>
  element(
    'dl',
    {},
    terms
      .filter(([, ...texts]) => texts.length > 0)
      .flatMap(([term, ...texts]) => [element('dt', {}, [term]), ...texts.map((text) => element('dd', {}, [text]))]),
  )

class Page {
  readonly translate
  readonly #translator
  readonly #receipt
  readonly #links
  readonly #periods = new Map<string, string>()

  constructor(receipt: ConsentReceipt, language: PolicyLanguage, links: ReceiptLinks) {
    this.#receipt = receipt
    this.#links = links
    this.#translator = translatorOf(language, language)
    this.translate = receiptTranslator(language).translate
  }

  parts(): Child[] {
    return [
      this.#intro(),
      this.#part('choices', [this.#choices()]),
      this.#part(
        'details',
        this.#receipt.purposes.flatMap((purpose) => this.#purpose(purpose)),
      ),
      this.#part('controller', this.#controller()),
      this.#part('asked', [this.#asked()]),
      this.#part('mindTitle', [element('p', {}, [this.translate('withdrawal')])]),
      this.#part('proof', this.#proof()),
    ]
  }

  /** `HH:MM` and the day in UTC, so that a receipt is the same wherever it is read. */
  #moment(iso: string) {
    return { date: this.#translator.date(dayOf(new Date(iso))), time: iso.slice(11, 16) }
  }

  #part(title: Parameters<typeof this.translate>[0], children: readonly Child[]): Child {
    return children.length === 0
      ? ''
      : element('section', {}, [element('h2', {}, [this.translate(title)]), ...children])
  }

  /** A text of the merchant's, marked with its language where that differs from the page's. */
  #own(text: string): Child {
    const written = languageOfLocale(this.#receipt.notice.language)
    return written === undefined || written === this.#translator.language
      ? typeset(text, this.#translator.language)
      : element('span', { lang: written }, [typeset(text, written)])
  }

  #intro(): Child {
    const { event, pii_controller: controller } = this.#receipt
    const when = this.#moment(event.event_time)
    const text = controller
      ? this.translate('intro', { controller: controller.party_name, ...when })
      : this.translate('introUnnamed', when)
    return element('p', {}, [text])
  }

  #choices(): Child {
    return definitions(
      this.#receipt.purposes.map(({ purpose_name, event_state }) => [
        this.#own(purpose_name),
        this.translate(event_state),
      ]),
    )
  }

  #purpose(purpose: ReceiptPurpose): Child[] {
    const { translate } = this.#translator
    const named = (names: readonly string[]) => (names.length > 0 ? [this.#own(names.join(translate('between')))] : [])
    const recipients = purpose.recipients.map(({ party_name, party_country }) =>
      party_country ? `${party_name} (${this.#translator.country(party_country)})` : party_name,
    )
    return [
      element('h3', {}, [this.#own(purpose.purpose_name)]),
      ...(purpose.purpose_description ? [element('p', {}, [this.#own(purpose.purpose_description)])] : []),
      definitions([
        [translate('purposes.basis'), translate(`basis.${purpose.lawful_basis}`)],
        [translate('purposes.data'), ...named(purpose.pii_types)],
        [translate('purposes.recipients'), ...(recipients.length > 0 ? named(recipients) : [this.translate('nobody')])],
        [
          translate('purposes.retention'),
          ...new Set(purpose.retention_periods.map((period) => this.#retention(period))),
        ],
      ]),
    ]
  }

  /** Several data categories often share a retention period: each period is written once. */
  #retention(period: RetentionPeriod): string {
    const key = Object.values(period).join()
    const text = this.#periods.get(key) ?? this.#retentionText(period)
    this.#periods.set(key, text)
    return text
  }

  #retentionText({ months, trigger, action }: RetentionPeriod): string {
    const length = this.#translator.translate(`retentionLength.${trigger}.${months === 0 ? 'none' : 'some'}`, {
      duration: this.#translator.months(months),
    })
    const [first = '', ...rest] = length
    return `${first.toLocaleUpperCase(this.#translator.language)}${rest.join('')}. ${this.#translator.translate(`retentionAction.${action}`)}`
  }

  #controller(): Child[] {
    const controller = this.#receipt.pii_controller
    if (!controller) return []
    const { party_name, party_address, party_country, party_email, party_contact } = controller
    const place = [...party_address.split('\n'), party_country ? this.#translator.country(party_country) : ''].filter(
      Boolean,
    )
    const reach = [
      ...(party_email ? [element('a', { href: mailtoOf(party_email) }, [party_email])] : []),
      ...(party_contact ? [element('a', { href: party_contact }, [party_contact])] : []),
    ]
    return [
      element('p', {}, [element('strong', {}, [party_name]), ...place.flatMap((line) => [element('br', {}), line])]),
      definitions([[this.translate('privacyContact'), ...reach]]),
    ]
  }

  #asked(): Child {
    const { event, notice } = this.#receipt
    const version = notice.register_version && this.translate('versionNumber', { number: notice.register_version })
    const { policy } = this.#links
    return definitions([
      [this.translate('where'), this.translate(event.collection_method)],
      [this.translate('shownLanguage'), ...(notice.shown_language ? [this.#languageName(notice.shown_language)] : [])],
      [this.translate('region'), ...(event.jurisdiction ? [this.#regionName(event.jurisdiction)] : [])],
      [this.translate('signal'), this.translate(event.global_privacy_control ? 'signalSent' : 'signalNone')],
      [this.translate('version'), ...(version ? [policy ? element('a', { href: policy }, [version]) : version] : [])],
      [this.translate('bannerHash'), ...(notice.banner_hash ? [element('code', {}, [notice.banner_hash])] : [])],
    ])
  }

  /** A country, or a part of one: `France (IDF)`. */
  #regionName(code: string): string {
    const [country, part] = [code.slice(0, 2), code.slice(2)]
    const name = this.#translator.region(country)
    return part ? `${name} (${part})` : name
  }

  #languageName(tag: string): string {
    try {
      return this.#translator.languageName(tag)
    } catch {
      return tag
    }
  }

  #proof(): Child[] {
    const { proof, record_id, pii_principal_id } = this.#receipt
    const code = (text: string) => element('code', {}, [text])
    const ids: Term[] = [
      [this.translate('record'), code(record_id)],
      [this.translate('you'), code(pii_principal_id)],
    ]
    if (proof.state === 'not_sealed_yet') {
      return [element('p', {}, [this.translate('notSealed', this.#moment(proof.due))]), definitions(ids)]
    }
    const { seal, keys, event } = proof
    const where = { position: String(event.position), number: seal.number }
    const first = keys[0] && fingerprintOf(Buffer.from(keys[0].statement.publicKey, 'base64'))
    const { json, guide } = this.#links
    return [
      element('p', {}, [this.translate('sealed', { ...where, ...this.#moment(seal.sealedAt) })]),
      definitions([
        ...ids,
        [this.translate('seal'), code(seal.root)],
        [this.translate('key'), ...(first ? [code(first)] : [])],
      ]),
      ...(json ? [element('p', {}, [element('a', { href: json }, [this.translate('download')])])] : []),
      element('p', {}, [
        this.translate('verify'),
        ...(guide
          ? [' ', element('a', { href: guide, target: '_blank', rel: 'noopener' }, [this.translate('verifyHow')])]
          : []),
      ]),
    ]
  }
}
