/**
 * What all pages of requests have in common. A page is Liquid: Shopify sets it into the shop's theme and picks the language of
 * the storefront. It has no script, so that it works in every browser.
 */
import { mailtoOf } from '../../../platform/mail-address.ts'
import { POLICY_LANGUAGES, type PolicyLanguage } from '../../../policy/index.ts'
import { liquidText } from '../../../shopify/liquid.ts'
import { type PersonWords, personWords } from './texts.ts'

/** What every page needs to know. */
export interface PageFrame {
  /** `/fr/apps/privacy`: the beginning of the page's own addresses. */
  prefix: string
  /** To whom people write about their data, as the published register says; null before there is one. */
  contact: string | null
  /** What the forms of somebody who is known carry. */
  pass: string | null
}

/** The theme's own letters and colours, and targets that a thumb hits. */
const STYLE =
  '[data-kept-requests]{max-width:44rem;margin:0 auto;padding:24px 16px;overflow-wrap:anywhere}' +
  '[data-kept-requests] fieldset{margin:0 0 16px;padding:12px;border:1px solid;border-radius:6px}' +
  '[data-kept-requests] label{display:block;padding:8px 0}' +
  '[data-kept-requests] :is(h2,h3,dt,label)::first-letter{text-transform:uppercase}' +
  '[data-kept-requests] section{margin:16px 0;padding:4px 16px;border:1px solid;border-radius:6px}' +
  '[data-kept-requests] dl{display:grid;grid-template-columns:minmax(8em,1fr) 2fr;gap:4px 16px}' +
  '[data-kept-requests] dd{margin:0}' +
  '[data-kept-requests] .kept-choice{display:flex;align-items:center;gap:12px;box-sizing:border-box;min-height:44px}' +
  '[data-kept-requests] .kept-choice input{flex:none;width:20px;height:20px;margin:0}' +
  '[data-kept-requests] :is(input[type=email],input[type=text],select,textarea){display:block;box-sizing:border-box;width:100%;min-height:44px;padding:8px;font:inherit;color:inherit;background:transparent;border:1px solid;border-radius:6px}' +
  '[data-kept-requests] option{color:#000;background:#fff}' +
  '[data-kept-requests] :is(button,.kept-button){display:inline-block;min-height:44px;margin:8px 8px 8px 0;padding:8px 20px;font:inherit;color:inherit;background:none;border:2px solid;border-radius:6px;cursor:pointer}' +
  '[data-kept-requests] :focus-visible{outline:3px solid;outline-offset:2px}' +
  '[data-kept-requests] blockquote{margin:8px 0;padding-inline-start:12px;border-inline-start:3px solid;white-space:pre-wrap}'

const OTHERWISE: PolicyLanguage = 'en'

/** A page in every language; Shopify shows one. */
export function inEveryLanguage(write: (words: PersonWords) => string): string {
  const written = (language: PolicyLanguage) =>
    `<div lang="${language}" data-kept-requests>${write(personWords(language))}</div>`
  return [
    `<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><style>${STYLE}</style>`,
    "{%- assign kept_language = request.locale.iso_code | split: '-' | first -%}",
    '{%- case kept_language -%}',
    ...POLICY_LANGUAGES.filter((language) => language !== OTHERWISE).map(
      (language) => `{%- when '${language}' -%}${written(language)}`,
    ),
    `{%- else -%}${written(OTHERWISE)}`,
    '{%- endcase -%}',
  ].join('\n')
}

export const addressOfRequests = ({ prefix }: Pick<PageFrame, 'prefix'>): string => liquidText(`${prefix}/requests`)

export const hidden = (name: string, value: string): string =>
  `<input type="hidden" name="${name}" value="${liquidText(value)}">`

interface FormParts {
  act: string
  /** Further fields, already written as HTML. */
  fields?: string
  /** Of the button; escaped. */
  button: string
  /** The id of what says which one the button is for, where several are alike. */
  describedBy?: string
  isUpload?: boolean
}

/** A form that posts to the one address of requests. What it carries stands in its body, never in an address. */
export function form(frame: PageFrame, { act, fields = '', button, describedBy, isUpload }: FormParts): string {
  const encoding = isUpload ? ' enctype="multipart/form-data"' : ''
  const described = describedBy === undefined ? '' : ` aria-describedby="${describedBy}"`
  const pass = frame.pass === null ? '' : hidden('pass', frame.pass)
  return `<form method="post" action="${addressOfRequests(frame)}"${encoding}>${hidden('act', act)}${pass}${fields}<button${described}>${button}</button></form>`
}

/** How to write to the shop. */
export function contactLine({ contact }: PageFrame, sentence: string): string {
  const mail = contact
    ? `<a href="${liquidText(mailtoOf(contact))}">${liquidText(contact)}</a>`
    : '<a href="mailto:{{ shop.email | escape }}">{{ shop.email | escape }}</a>'
  return `<p>${sentence} ${mail}</p>`
}

export const linkBack = (frame: PageFrame, text: string): string =>
  `<p><a href="${addressOfRequests(frame)}">${text}</a></p>`
