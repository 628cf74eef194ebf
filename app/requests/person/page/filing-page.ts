import { MAX_MAIL_ADDRESS } from '../../../register/index.ts'
import { liquidText } from '../../../shopify/liquid.ts'
import { MAX_STOREFRONT_TEXT } from '../../limits.ts'
import { REQUEST_KINDS } from '../../words.ts'
import { type FilingField, STOREFRONT_REGIONS } from '../model.ts'
import type { OwnRequest } from '../read-own.ts'
import { contactLine, form, hidden, inEveryLanguage, type PageFrame } from './frame.ts'
import { ownList } from './request-list.ts'
import type { PersonWords } from './texts.ts'

/** What somebody filled in, and what of it cannot be taken. */
export interface SentFiling {
  want: 'file' | 'follow'
  typed: Readonly<Record<string, string>>
  wrong: readonly FilingField[]
}

interface FilingPage {
  frame: PageFrame
  /** What a signed-in customer has asked for; null for somebody who is not signed in. */
  own: OwnRequest[] | null
  /** Whether being signed in proves who asks. */
  isLoginEnough: boolean
  canSendMail: boolean
  /** Null before anything was sent. */
  sent: SentFiling | null
}

/** A text that is much too long is not written into the page in every language. */
const MOST_SHOWN = 2 * MAX_STOREFRONT_TEXT

/** The page on which somebody chooses what they want; with what they filled in, where something of it cannot be taken. */
export const filingPage = (page: FilingPage): string => inEveryLanguage((words) => written(page, words))

function written({ frame, own, isLoginEnough, canSendMail, sent }: FilingPage, words: PersonWords): string {
  const { say, texts } = words
  const signedIn = own ? `<p>${say(isLoginEnough ? texts.signedIn : texts.signedInToo)}</p>` : ''
  const filed = filled(words, sent?.want === 'file' ? sent : null)
  return [
    `<h1>${say(texts.title)}</h1>${sent ? summary(words, sent) : ''}<p>${say(texts.intro)}</p>${signedIn}`,
    own && own.length > 0 ? `<h2>${say(texts.mine)}</h2>${ownList(frame, own, words)}` : '',
    `<h2>${say(texts.newOne)}</h2>`,
    form(frame, { act: 'file', fields: fields(words, filed, own !== null), button: say(texts.send) }),
    contactLine(frame, say(texts.forOthers)),
    own === null && canSendMail ? following(frame, words, sent?.want === 'follow' ? sent : null) : '',
  ].join('')
}

const idOf = ({ language }: PersonWords, want: SentFiling['want'], field: FilingField) =>
  `kept-${want}-${field}-${language}`

/** What is wrong stands above everything else, each line with the way to its field. */
function summary(words: PersonWords, { want, wrong }: SentFiling): string {
  const { say, texts } = words
  const lines = wrong.map((field) => `<li><a href="#${idOf(words, want, field)}">${say(texts.wrong[field])}</a></li>`)
  return `<div role="alert" tabindex="-1" autofocus><h2>${say(texts.invalidTitle)}</h2><ul>${lines.join('')}</ul></div>`
}

/** What a form shows of each field: its name for links, what was typed, and what is wrong with that. */
interface Filled {
  id(field: FilingField): string
  typed(name: string): string | null
  /** Attributes of a field that cannot be taken; else those that name its help, if any. */
  marks(field: FilingField, help?: string): string
  /** Why it cannot be taken; empty for one that can. */
  error(field: FilingField): string
}

function filled(words: PersonWords, sent: SentFiling | null, want: SentFiling['want'] = 'file'): Filled {
  const { say, texts } = words
  const id = (field: FilingField) => idOf(words, want, field)
  const isWrong = (field: FilingField) => sent?.wrong.includes(field) === true
  return {
    id,
    typed: (name) => sent?.typed[name]?.slice(0, MOST_SHOWN) ?? null,
    marks(field, help) {
      const describing = [...(isWrong(field) ? [`${id(field)}-error`] : []), ...(help ? [help] : [])].join(' ')
      return [
        ` id="${id(field)}"`,
        isWrong(field) ? ' aria-invalid="true"' : '',
        describing && ` aria-describedby="${describing}"`,
      ].join('')
    },
    error: (field) =>
      isWrong(field) ? `<p id="${id(field)}-error"><strong>${say(texts.wrong[field])}</strong></p>` : '',
  }
}

function fields(words: PersonWords, filed: Filled, isSignedIn: boolean): string {
  const { say, texts, language } = words
  const { typed, marks, error } = filed
  const checked = (is: boolean) => (is ? ' checked' : '')
  const kinds = REQUEST_KINDS.map((kind) =>
    choice(
      `type="radio" name="kind" value="${kind}" required${checked(typed('kind') === kind)}`,
      say(texts.kinds[kind]),
    ),
  )
  const regions = STOREFRONT_REGIONS.map(
    (region) =>
      `<option value="${region}"${typed('region') === region ? ' selected' : ''}>${say(texts[REGION_TEXTS[region]])}</option>`,
  )
  const country = typed('country')
  return [
    hidden('language', language),
    `<fieldset${marks('kind')}><legend>${say(texts.what)}</legend>${error('kind')}${kinds.join('')}</fieldset>`,
    `<label>${say(texts.text)}<textarea name="text" rows="4" maxlength="${MAX_STOREFRONT_TEXT}"${marks('text')}>${liquidText(typed('text') ?? '')}</textarea></label>${error('text')}`,
    isSignedIn ? '' : addressField(filed, say(texts.email), say(texts.emailHelp)),
    `<label>${say(texts.country)}<select name="country" autocomplete="country"${marks('country')}>${countries(country)}<option value=""${country === '' ? ' selected' : ''}>${say(texts.countryOther)}</option></select></label>${error('country')}`,
    `<label>${say(texts.region)}<select name="region"${marks('region')}><option value="">${say(texts.regionNone)}</option>${regions.join('')}</select></label>${error('region')}`,
    choice(
      `type="checkbox" name="professional" value="on"${checked(typed('professional') === 'on')}`,
      say(texts.professional),
    ),
  ].join('')
}

const choice = (attributes: string, text: string) =>
  `<label class="kept-choice"><input ${attributes}><span>${text}</span></label>`

const REGION_TEXTS = { 'US-CA': 'california', 'CA-QC': 'quebec' } as const

/** The countries to which the shop sells, in the words of the storefront; Shopify knows in which one the visitor is. */
function countries(chosen: string | null): string {
  const isChosen = chosen === null ? 'localization.country.iso_code' : `'${/^[A-Z]{2}$/.test(chosen) ? chosen : ''}'`
  return (
    '{%- for country in localization.available_countries -%}<option value="{{ country.iso_code | escape }}"' +
    `{%- if country.iso_code == ${isChosen} %} selected{% endif -%}>{{ country.name | escape }}</option>{%- endfor -%}`
  )
}

function addressField({ id, typed, marks, error }: Filled, label: string, help: string): string {
  const helpId = `${id('email')}-help`
  const value = liquidText(typed('email') ?? '')
  return `<label>${label}<input type="email" name="email" value="${value}" required maxlength="${MAX_MAIL_ADDRESS}" autocomplete="email"${marks('email', helpId)}></label>${error('email')}<p id="${helpId}">${help}</p>`
}

function following(frame: PageFrame, words: PersonWords, sent: SentFiling | null): string {
  const { say, texts } = words
  const email = addressField(filled(words, sent, 'follow'), say(texts.email), say(texts.followBody))
  return `<h2>${say(texts.followTitle)}</h2>${form(frame, { act: 'follow', fields: email, button: say(texts.followSend) })}`
}
