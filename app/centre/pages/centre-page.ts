import { v4 as uuidv4 } from 'uuid'
import { policyLanguageOf } from '../../policy/index.ts'
import { type OwnRequest, ownRequestsInHtml } from '../../requests/index.ts'
import { PRIVACY_CHOICES, PRIVACY_REQUESTS } from '../../shopify/app-proxy/words.ts'
import { liquidText } from '../../shopify/liquid.ts'
import { ASKS, type CentrePurpose, type CentreReceipt, directionOf } from '../model.ts'
import { type CentreFrame, type CentreWords, centreForm, hiddenField, inEachLanguage } from './frame.ts'
import { SCRIPT } from './script.ts'

/** What became of what the person did last. */
export type CentreNotice = 'saved' | 'notSaved' | 'withdrawn' | { why: string }

/** A person's own page, in each language. */
export interface CentrePage {
  frame: CentreFrame
  by: 'customer' | 'link'
  /** The mailbox; null for a customer, whom Liquid knows by name. */
  email: string | null
  /** Everything in one language; `isProfessional` is known to Liquid too. */
  in(language: string): {
    purposes: CentrePurpose[]
    professional: ReadonlySet<string>
    receipts: Omit<CentreReceipt, 'address'>[]
  }
  own: readonly OwnRequest[]
  company: { name: string; role: string } | null
  notice: CentreNotice | null
  links: PageLinks
}

export interface PageLinks {
  /** Where the shop has its policy elsewhere than in Shopify. */
  policyUrl: string | null
  choicesOfUs: boolean
  /** The storefront's own words for these two, by language. */
  policy(language: string): string
  choices(language: string): string
}

export const centrePage = (page: CentrePage): string =>
  `${inEachLanguage(page.frame, (words) => written(page, words))}\n${SCRIPT}`

function written(page: CentrePage, words: CentreWords): string {
  const { say, texts } = words
  const { frame } = page
  return [
    `<h1>${say(texts.title)}</h1><p>${say(texts.intro)}</p>`,
    `<p role="status" data-said>${noticeIn(page.notice, words)}</p>`,
    page.email === null ? '' : `<p><bdi>${say(page.email)}</bdi></p>`,
    company(page, words),
    choices(page, words),
    page.by === 'customer' ? held(frame, words) : '',
    rights(page, words),
    receipts(page, words),
    pageLinks(frame, page.links, words),
  ].join('')
}

function noticeIn(notice: CentreNotice | null, { say, texts }: CentreWords): string {
  if (notice === null) return ''
  return `<strong>${say(typeof notice === 'string' ? texts[notice] : notice.why)}</strong>`
}

/** Liquid knows for which company a customer buys just now; Kept knows it once their data was read. */
function company({ by, company: known }: CentrePage, { say, texts }: CentreWords): string {
  if (by !== 'customer') return ''
  const [before = '', after = ''] = texts.company.split('{company}')
  const line = (name: string) => `<p>${say(before)}<bdi>${name}</bdi>${say(after)}</p>`
  const role = known?.role ? ` (${say(known.role)})` : ''
  const otherwise = known ? `{%- else -%}${line(say(known.name) + role)}` : ''
  return `{%- if customer.current_company -%}${line('{{ customer.current_company.name | escape }}')}${otherwise}{%- endif -%}`
}

function choices(page: CentrePage, words: CentreWords): string {
  const { say, texts, language } = words
  const { purposes, professional } = page.in(language)
  const groups = ASKS.map((asks) => {
    const ofGroup = purposes.filter((one) => one.asks === asks)
    if (ofGroup.length === 0) return ''
    const items = ofGroup.map((purpose) => {
      const item = `<li>${centreSwitch(page.frame, purpose, words)}</li>`
      // Who buys for a company now is known to Liquid alone, until their data was read.
      return professional.has(purpose.id) && !page.company
        ? `{%- if customer.current_company -%}${item}{%- endif -%}`
        : item
    })
    const inBrowser =
      asks === 'device'
        ? `<p data-browser hidden><button type="button" data-kept="open">${say(texts.browser)}</button></p>`
        : ''
    return `<h3>${say(texts.asks[asks])}</h3><ul>${items.join('')}</ul>${inBrowser}`
  })
  if (groups.every((group) => group === '')) return ''
  const all = centreForm(page.frame, words, {
    act: 'withdraw',
    fields: hiddenField('id', uuidv4()),
    button: `<button>${say(texts.withdraw)}</button>`,
  })
  return `<h2>${say(texts.choices)}</h2>${groups.join('')}<p>${say(texts.withdrawBody)}</p>${all}`
}

/** How a purpose stands, in a sentence. */
export const standsIn = ({ state, since }: CentrePurpose, { texts, day }: Pick<CentreWords, 'texts' | 'day'>): string =>
  texts.states[state].replace('{day}', since === null ? '' : day(since))

function centreSwitch(frame: CentreFrame, purpose: CentrePurpose, words: CentreWords): string {
  const { say, language } = words
  const { id, name, description, partner, spoken, isOn, canGrant, why, asks } = purpose
  const isOffForGood = !isOn && !canGrant
  const nameId = `kept-${id}-${language}`
  const title = partner === null ? name : partner
  const more = [partner === null ? '' : name, description].filter(Boolean).join('. ')
  const reason = isOffForGood && why ? `<p id="${nameId}-why">${say(why)}</p>` : ''
  const described = reason ? ` aria-describedby="${nameId}-why"` : ''
  const button = `<button role="switch" aria-checked="${isOn}" aria-labelledby="${nameId}"${described}${isOffForGood ? ' disabled' : ''}></button>`
  return centreForm(frame, words, {
    act: 'choose',
    attributes: ` class="kept-switch" data-purpose="${liquidText(id)}"${asks === 'device' ? ' data-device="1"' : ''}`,
    fields:
      hiddenField('id', uuidv4()) +
      hiddenField('purpose', id) +
      hiddenField('granted', isOn ? 'no' : 'yes') +
      `<div><strong id="${nameId}"><bdi lang="${spoken}">${say(title)}</bdi></strong>${more ? `<p><bdi lang="${spoken}">${say(more)}</bdi></p>` : ''}<p><small data-state>${say(standsIn(purpose, words))}</small></p>${reason}</div>`,
    button,
  })
}

const held = ({ prefix }: CentreFrame, { say, texts }: CentreWords): string =>
  `<h2><a href="${liquidText(prefix)}/held">${say(texts.held)}</a></h2>`

/** A signed-in customer asks with one press, where nothing is lost by it; other rights are asked for on their own page. */
function rights({ frame, by, own }: CentrePage, words: CentreWords): string {
  const { say, texts, language } = words
  const requests = `${liquidText(frame.prefix)}/${PRIVACY_REQUESTS}`
  const ask = (kind: string, text: string) => {
    if (by !== 'customer' || frame.pass === null) return ''
    const fields = `${hiddenField('act', 'file')}${hiddenField('kind', kind)}${hiddenField('language', language)}${hiddenField('pass', frame.pass)}<input type="hidden" name="country" value="{{ localization.country.iso_code | escape }}">`
    return `<form method="post" action="${requests}">${fields}<button>${say(text)}</button></form>`
  }
  const said = policyLanguageOf(language) ?? 'en'
  const list = ownRequestsInHtml(own, frame, { language: said, isByLink: by === 'link' })
  return [
    `<h2>${say(texts.file)}</h2>`,
    ask('rectification', texts.correct),
    ask('access', texts.copy),
    `<p><a href="${requests}">${say(by === 'customer' ? texts.erase : texts.file)}</a></p>`,
    by === 'customer' ? `<p><a href="${requests}">${say(texts.file)}</a></p>` : '',
    `<h3>${say(texts.requests)}</h3>`,
    list === '' ? `<p>${say(texts.none)}</p>` : `<div lang="${said}" dir="${directionOf(said)}">${list}</div>`,
  ].join('')
}

/** The newest; the person's copy has all. */
const MOST_RECEIPTS = 20

function receipts(page: CentrePage, { say, texts, day, language }: CentreWords): string {
  const given = page.in(language).receipts.slice(0, MOST_RECEIPTS)
  const lines = given.map(
    ({ id, at, purposes }) =>
      `<li><a href="${liquidText(page.frame.prefix)}/receipts/${id}">${say(day(at))}</a> <bdi>${say(purposes.join(' · '))}</bdi></li>`,
  )
  const list = lines.length > 0 ? `<ul>${lines.join('')}</ul>` : `<p>${say(texts.none)}</p>`
  return `<details><summary>${say(texts.receipts)}</summary>${list}</details>`
}

/** The policy, and the page on which visitors from the United States opt out. */
export function pageLinks(
  { prefix }: CentreFrame,
  { policyUrl, choicesOfUs, policy, choices: ofUs }: PageLinks,
  { say, language }: CentreWords,
): string {
  const named = say(policy(language))
  return [
    policyUrl
      ? `<p><a href="${liquidText(policyUrl)}">${named}</a></p>`
      : `{%- if shop.privacy_policy.url != blank -%}<p><a href="{{ shop.privacy_policy.url | escape }}">${named}</a></p>{%- endif -%}`,
    choicesOfUs
      ? `{%- if localization.country.iso_code == 'US' -%}<p><a href="${liquidText(prefix)}/${PRIVACY_CHOICES}">${say(ofUs(language))}</a></p>{%- endif -%}`
      : '',
  ].join('')
}
