/**
 * The page behind the link "Your Privacy Choices", as Liquid: Shopify sets it into the shop's theme, where the banner's code
 * runs, and picks the language of the storefront (note 039).
 */
import { mailtoOf } from '../../platform/mail-address.ts'
import { liquidText } from '../../shopify/liquid.ts'
import { OPT_OUT_ICON } from '../storefront/opt-out-icon.ts'
import { CHOICES_TEXTS, type ChoicesTexts } from './texts.ts'

export interface ChoicesPage {
  /** Where the shop has its policy elsewhere than in Shopify. */
  policyUrl: string | null
  /** To whom people write about their data, as the published register says; null before there is one. */
  email: string | null
}

/** The theme's own letters and colours, and targets that a thumb hits. */
const STYLE =
  '[data-kept-choices]{max-width:44rem;margin:0 auto;padding:24px 16px;overflow-wrap:anywhere}[data-kept-choices] [hidden]{display:none}' +
  '[data-kept-choices] h1 svg{width:auto;height:.6em;margin-inline-start:.4em}' +
  '[data-kept-choices] button{min-height:44px;margin:8px 8px 8px 0;padding:8px 20px;font:inherit;color:inherit;background:none;border:2px solid;border-radius:6px;cursor:pointer}' +
  '[data-kept-choices] :focus-visible{outline:3px solid;outline-offset:2px}'

/** Kept's embed comes before it. Without the embed, the page's own words stay: whom to write to. */
const SCRIPT =
  '(k=>{if(!k||!k.c)return;const s=document.createElement("script");s.src=k.c.h.replace("held.","choices.");document.head.append(s)})(window.Kept)'

const OTHERWISE = 'en'
const { [OTHERWISE]: _, ...OTHERS } = CHOICES_TEXTS

export function choicesPage(page: ChoicesPage): string {
  return [
    `<style>${STYLE}</style>`,
    "{%- assign kept_language = request.locale.iso_code | split: '-' | first -%}",
    '{%- case kept_language -%}',
    ...Object.entries(OTHERS).map(
      ([language, texts]) => `{%- when '${language}' -%}${inLanguage(page, language, texts)}`,
    ),
    `{%- else -%}${inLanguage(page, OTHERWISE, CHOICES_TEXTS[OTHERWISE])}`,
    '{%- endcase -%}',
    `<script>${SCRIPT}</script>`,
  ].join('\n')
}

function inLanguage({ policyUrl, email }: ChoicesPage, language: string, texts: ChoicesTexts): string {
  const said = (key: keyof ChoicesTexts) => liquidText(texts[key])
  const button = (action: string, key: keyof ChoicesTexts) =>
    `<button type="button" data-do="${action}">${said(key)}</button>`
  const when = (state: string, content: string, name = 'p') =>
    `<${name} data-when="${state}" hidden>${content}</${name}>`
  const mail = email
    ? `<a href="${liquidText(mailtoOf(email))}">${liquidText(email)}</a>`
    : '<a href="mailto:{{ shop.email | escape }}">{{ shop.email | escape }}</a>'
  const policy = policyUrl
    ? `<p><a href="${liquidText(policyUrl)}">${said('policy')}</a></p>`
    : `{%- if shop.privacy_policy.url != blank -%}<p><a href="{{ shop.privacy_policy.url | escape }}">${said('policy')}</a></p>{%- endif -%}`
  return [
    `<div lang="${language}" data-kept-choices>`,
    `<h1>${said('title')}${OPT_OUT_ICON}</h1>`,
    `<p>${said('right')}</p>`,
    `<div role="status" tabindex="-1">${when('allowed', said('allowed'))}${when('refused', said('refused'))}${when('failed', said('failed'))}</div>`,
    when('honoured', said('honoured')),
    when('overruled', said('overruled')),
    when('allowed', button('refuse', 'refuse')),
    when('undo', button('undo', 'undo')),
    when('confirming', `<p>${said('confirm')}</p>${button('allow', 'allow')}${button('cancel', 'cancel')}`, 'div'),
    // The script hides it as soon as it runs.
    `<p data-when="unable">${said('unable')}</p>`,
    `<p>${said('scope')}</p>`,
    when('allowed', `<button type="button" data-kept="open">${said('all')}</button>`),
    when('refused', `<button type="button" data-kept="open">${said('all')}</button>`),
    `<p>${said('contact')} ${mail}</p>`,
    policy,
    '</div>',
  ].join('')
}
