import { MAX_STOREFRONT_TEXT } from '../../limits.ts'
import { REQUEST_KINDS } from '../../words.ts'
import { STOREFRONT_REGIONS } from '../model.ts'
import type { OwnRequest } from '../read-own.ts'
import { contactLine, form, hidden, inEveryLanguage, type PageFrame } from './frame.ts'
import { ownList } from './request-list.ts'
import type { PersonWords } from './texts.ts'

interface FilingPage {
  frame: PageFrame
  /** What a signed-in customer has asked for; null for somebody who is not signed in. */
  own: OwnRequest[] | null
  /** Whether being signed in proves who asks. */
  isLoginEnough: boolean
  canSendMail: boolean
}

/** The page on which somebody chooses what they want. */
export const filingPage = (page: FilingPage): string => inEveryLanguage((words) => written(page, words))

function written({ frame, own, isLoginEnough, canSendMail }: FilingPage, words: PersonWords): string {
  const { say, texts } = words
  const signedIn = own ? `<p>${say(isLoginEnough ? texts.signedIn : texts.signedInToo)}</p>` : ''
  return [
    `<h1>${say(texts.title)}</h1><p>${say(texts.intro)}</p>${signedIn}`,
    own && own.length > 0 ? `<h2>${say(texts.mine)}</h2>${ownList(frame, own, words)}` : '',
    `<h2>${say(texts.newOne)}</h2>`,
    form(frame, { act: 'file', fields: fields(words, own !== null), button: say(texts.send) }),
    contactLine(frame, say(texts.forOthers)),
    own === null && canSendMail ? following(frame, words) : '',
  ].join('')
}

function fields({ say, texts, language }: PersonWords, isSignedIn: boolean): string {
  const kinds = REQUEST_KINDS.map((kind) =>
    choice(`type="radio" name="kind" value="${kind}" required`, say(texts.kinds[kind])),
  )
  const regions = STOREFRONT_REGIONS.map(
    (region) => `<option value="${region}">${say(texts[REGION_TEXTS[region]])}</option>`,
  )
  return [
    hidden('language', language),
    `<fieldset><legend>${say(texts.what)}</legend>${kinds.join('')}</fieldset>`,
    `<label>${say(texts.text)}<textarea name="text" rows="4" maxlength="${MAX_STOREFRONT_TEXT}"></textarea></label>`,
    isSignedIn ? '' : addressField(say(texts.email), say(texts.emailHelp), `kept-email-${language}`),
    `<label>${say(texts.country)}<select name="country" autocomplete="country">${COUNTRIES}<option value="">${say(texts.countryOther)}</option></select></label>`,
    `<label>${say(texts.region)}<select name="region"><option value="">${say(texts.regionNone)}</option>${regions.join('')}</select></label>`,
    choice('type="checkbox" name="professional" value="on"', say(texts.professional)),
  ].join('')
}

const choice = (attributes: string, text: string) =>
  `<label class="kept-choice"><input ${attributes}><span>${text}</span></label>`

const REGION_TEXTS = { 'US-CA': 'california', 'CA-QC': 'quebec' } as const

/** The countries to which the shop sells, in the words of the storefront; Shopify knows in which one the visitor is. */
const COUNTRIES =
  '{%- for country in localization.available_countries -%}<option value="{{ country.iso_code | escape }}"' +
  '{%- if country.iso_code == localization.country.iso_code %} selected{% endif -%}>{{ country.name | escape }}</option>{%- endfor -%}'

const addressField = (label: string, help: string, id: string) =>
  `<label>${label}<input type="email" name="email" required maxlength="254" autocomplete="email" aria-describedby="${id}"></label><p id="${id}">${help}</p>`

function following(frame: PageFrame, { say, texts, language }: PersonWords): string {
  const email = addressField(say(texts.email), say(texts.followBody), `kept-follow-${language}`)
  return `<h2>${say(texts.followTitle)}</h2>${form(frame, { act: 'follow', fields: email, button: say(texts.followSend) })}`
}
