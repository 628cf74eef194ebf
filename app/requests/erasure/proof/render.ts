import { fingerprintOf } from '../../../consent/verification/index.ts'
import type { StaffLanguage } from '../../../platform/i18n.ts'
import { typesetAll } from '../../../platform/typography.ts'
import { type Child, type Element, element, standalone } from '../../../policy/index.ts'
import type { ProofFile } from './model.ts'
import en from './texts/en.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }

const TEXTS = { en, fr: typesetAll(fr, 'fr') } satisfies Record<StaffLanguage, typeof en>
type Texts = typeof en

/** A proof as a page to read and print: offline, without scripts. What counts is the signed file that it names. */
export function renderProof(proof: ProofFile, language: StaffLanguage): string {
  const page = new Page(proof, language)
  return standalone({ language, title: TEXTS[language].title, head: page.parts(), body: '' })
}

export const proofName = ({ head: { erasure, version } }: Pick<ProofFile, 'head'>): string =>
  `erasure-${erasure}-${version}`

/** The word of a list that may have grown since the proof was written. */
const wordOf = (words: Record<string, string>, word: string): string =>
  (Object.hasOwn(words, word) ? words[word] : word) ?? word

const paragraph = (text: string) => element('p', {}, [text])
const section = (title: string, children: readonly Child[]) =>
  element('section', {}, [element('h2', {}, [title]), ...children])
const definitions = (terms: readonly (readonly [string, string])[]) =>
  element(
    'dl',
    {},
    terms.flatMap(([term, text]) => [element('dt', {}, [term]), element('dd', {}, [text])]),
  )

class Page {
  readonly #proof
  readonly #language
  readonly #texts: Texts

  constructor(proof: ProofFile, language: StaffLanguage) {
    this.#proof = proof
    this.#language = language
    this.#texts = TEXTS[language]
  }

  parts(): Child[] {
    const { facts, groups, shopify, recipients, verifyTitle } = this.#texts
    return [
      ...this.#intro(),
      section(facts, [this.#facts()]),
      section(groups, [this.#groups()]),
      section(shopify, [this.#shopify()]),
      section(recipients, this.#recipients()),
      section(verifyTitle, this.#verification()),
    ]
  }

  #fill(text: string, values: Record<string, string | number>): string {
    return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
  }

  #day(day: string): string {
    return new Intl.DateTimeFormat(this.#language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))
  }

  /** In UTC, so that the page is the same wherever it is read. */
  #moment(at: string | null): string {
    return at === null ? this.#texts.not : `${this.#day(at)}, ${at.slice(11, 16)} UTC`
  }

  #intro(): Child[] {
    const { head, shopify } = this.#proof
    const { intro, version, settled, open, openUnknown } = this.#texts
    const end = head.settled
      ? settled
      : shopify.erasedBy
        ? this.#fill(open, { date: this.#day(shopify.erasedBy) })
        : openUnknown
    const when = { version: head.version, date: this.#day(head.writtenAt), time: head.writtenAt.slice(11, 16) }
    return [this.#fill(intro, { shop: head.shop }), this.#fill(version, when), end].map(paragraph)
  }

  #facts(): Element {
    const { about, head } = this.#proof
    const texts = this.#texts
    const by = about.confirmedBy === null ? texts.byRule : this.#fill(texts.byStaff, { id: about.confirmedBy })
    return definitions([
      [texts.request, about.request ?? texts.noRequest],
      [texts.erasure, head.erasure],
      [texts.planned, this.#moment(about.plannedAt)],
      [texts.confirmed, about.confirmedAt === null ? texts.not : `${this.#moment(about.confirmedAt)}, ${by}`],
      [texts.answered, this.#moment(about.answeredAt)],
      [texts.keptErased, this.#moment(about.keptErasedAt)],
    ])
  }

  #table(headings: readonly string[], rows: readonly (readonly string[][])[]): Element {
    const cell = (name: 'td' | 'th', lines: readonly string[], attributes = {}) =>
      element(
        name,
        attributes,
        lines.flatMap((line, n) => (n === 0 ? [line] : [element('br', {}), line])),
      )
    const table = element('table', {}, [
      element('thead', {}, [
        element(
          'tr',
          {},
          headings.map((heading) => cell('th', [heading], { scope: 'col' })),
        ),
      ]),
      element(
        'tbody',
        {},
        rows.map(([first = [], ...others]) =>
          element('tr', {}, [cell('th', first, { scope: 'row' }), ...others.map((lines) => cell('td', lines))]),
        ),
      ),
    ])
    // A phone scrolls the table, and not the page.
    return element(
      'div',
      { role: 'region', tabindex: '0', style: 'overflow-x:auto', 'aria-label': headings.join(', ') },
      [table],
    )
  }

  #groups(): Element {
    const { group, decided, done, groupNames } = this.#texts
    const rows = this.#proof.groups.map((line) => [
      [wordOf(groupNames, line.group)],
      this.#decided(line.fate),
      this.#done(line.outcome),
    ])
    return this.#table([group, decided, done], rows)
  }

  #decided(fate: ProofFile['groups'][number]['fate']): string[] {
    const { fates, until, by, hold, notPlanned, tasks } = this.#texts
    if (fate === null) return [notPlanned]
    const end =
      'until' in fate && fate.until
        ? ` ${this.#fill(fate.fate === 'archived' ? until : by, { date: this.#day(fate.until) })}`
        : ''
    const holds = fate.fate === 'archived' ? fate.holds.map(({ keeps, law }) => this.#fill(hold, { keeps, law })) : []
    const rest = fate.fate === 'by_hand' ? [wordOf(tasks, fate.task)] : fate.fate === 'not_readable' ? [fate.scope] : []
    return [`${wordOf(fates, fate.fate)}${end}`, ...holds, ...rest]
  }

  #done(outcome: ProofFile['groups'][number]['outcome']): string[] {
    const { outcomes, outcome: text, code, nothingToDo, byStaff } = this.#texts
    if (outcome === null) return [nothingToDo]
    const state = wordOf(outcomes, outcome.state)
    return [
      outcome.state === 'nothing_there' ? state : this.#fill(text, { state, count: outcome.count }),
      ...(outcome.code === null ? [] : [this.#fill(code, { code: this.#answer(outcome.code) })]),
      this.#moment(outcome.at),
      ...(outcome.by === undefined ? [] : [this.#fill(byStaff, { id: outcome.by })]),
    ]
  }

  /** A code of Shopify's stays as it is; one of Kept's has words. */
  #answer(code: string): string {
    const words = wordOf(this.#texts.codes, code)
    return words === code ? code : `${code} (${words})`
  }

  #shopify(): Element {
    const { shopify } = this.#proof
    const texts = this.#texts
    const optional = (term: string, text: string | null): [string, string][] => (text === null ? [] : [[term, text]])
    const moment = (at: string | null) => at && this.#moment(at)
    const by = shopify.settledBy && this.#fill(texts.byStaff, { id: shopify.settledBy })
    return definitions([
      [texts.state, wordOf(texts.states, shopify.state)],
      [texts.asked, this.#moment(shopify.requestedAt)],
      ...optional(texts.held, shopify.heldUntil && this.#day(shopify.heldUntil)),
      ...optional(texts.erasedBy, shopify.erasedBy && this.#day(shopify.erasedBy)),
      ...optional(texts.redactSeen, moment(shopify.redactSeenAt)),
      ...optional(
        texts.settledAt,
        shopify.settledAt && [this.#moment(shopify.settledAt), by].filter(Boolean).join(', '),
      ),
      ...optional(texts.codeName, shopify.code),
    ])
  }

  #recipients(): Child[] {
    const { nobody, recipient, state, recipientStates } = this.#texts
    if (this.#proof.recipients.length === 0) return [paragraph(nobody)]
    const rows = this.#proof.recipients.map((one) => [
      [one.name],
      [wordOf(recipientStates, one.state), ...(one.at === null ? [] : [this.#moment(one.at)])],
    ])
    return [this.#table([recipient, state], rows)]
  }

  #verification(): Child[] {
    const { verify, command, fingerprint, person } = this.#texts
    const [first] = this.#proof.keys
    const key = first ? fingerprintOf(Buffer.from(first.statement.publicKey, 'base64')) : ''
    const line = this.#fill(command, { file: `${proofName(this.#proof)}.json`, fingerprint: key })
    return [
      paragraph(verify),
      element('p', {}, [element('code', {}, [line])]),
      paragraph(fingerprint),
      paragraph(person),
    ]
  }
}
