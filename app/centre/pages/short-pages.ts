import { MAX_MAIL_ADDRESS } from '../../register/index.ts'
import { PRIVACY_REQUESTS } from '../../shopify/app-proxy/words.ts'
import { liquidText } from '../../shopify/liquid.ts'
import type { HeldView } from '../model.ts'
import { type PageLinks, pageLinks } from './centre-page.ts'
import { type CentreFrame, type CentreWords, centreForm, hiddenField, inEachLanguage, shortPage } from './frame.ts'
import { SCRIPT } from './script.ts'

type Sentence = 'mailSent' | 'dead' | 'over' | 'tooMany'

/** For somebody whom nothing shows to be anybody: how they show it, and what everybody can do. */
export const strangerPage = (
  frame: CentreFrame,
  page: { canSendMail: boolean; isWrong: boolean; links: PageLinks },
): string => `${inEachLanguage(frame, (words) => stranger(frame, page, words))}\n${SCRIPT}`

function stranger(
  frame: CentreFrame,
  { canSendMail, isWrong, links: given }: { canSendMail: boolean; isWrong: boolean; links: PageLinks },
  words: CentreWords,
): string {
  const { say, texts, language } = words
  const prefix = liquidText(frame.prefix)
  const address = `kept-email-${language}`
  const wrong = isWrong ? ` aria-invalid="true" aria-describedby="${address}-wrong" autofocus` : ''
  const mail = centreForm(frame, words, {
    act: 'mail',
    fields: `<label for="${address}">${say(texts.email)}</label><input type="email" id="${address}" name="email" required maxlength="${MAX_MAIL_ADDRESS}" autocomplete="email"${wrong}>${isWrong ? `<p id="${address}-wrong" role="alert"><strong>${say(texts.notSaved)}</strong></p>` : ''}`,
    button: `<button>${say(texts.mailSend)}</button>`,
  })
  return [
    `<h1>${say(texts.title)}</h1><p>${say(texts.intro)}</p><p role="status" data-said></p>`,
    `<p>${say(texts.signInBody)}</p>`,
    `<p><a class="kept-button" href="{{ routes.account_login_url | escape }}?return_url=${encodeURIComponent(frame.prefix)}">${say(texts.signIn)}</a></p>`,
    canSendMail ? `<p>${say(texts.mailBody)}</p>${mail}` : '',
    `<p data-browser hidden><button type="button" data-kept="open">${say(texts.browser)}</button></p>`,
    `<h2><a href="${prefix}/${PRIVACY_REQUESTS}">${say(texts.file)}</a></h2>`,
    pageLinks(frame, given, words),
  ].join('')
}

/** The same whether the address is known or not. */
export const sentencePage = (frame: CentreFrame, sentence: Sentence): string =>
  shortPage({ ...frame, pass: null }, ({ say, texts }) => `<p>${say(texts[sentence])}</p>`)

/** What a mail scanner may open as often as it likes: only the button uses the link up. */
export const enterPage = (frame: CentreFrame, token: string): string =>
  shortPage({ ...frame, pass: null }, (words) => {
    const { say, texts } = words
    const button = `<button>${say(texts.use)}</button>`
    return `<p>${say(texts.useBody)}</p>${centreForm({ ...frame, pass: null }, words, { act: 'use', fields: hiddenField('token', token), button })}`
  })

/** What is held, with each value's name and where it is. */
export const heldPage = (frame: CentreFrame, heldIn: (language: string) => HeldView): string =>
  `${inEachLanguage(frame, (words) => heldWritten(frame, heldIn(words.language), words))}\n${SCRIPT}`

function heldWritten(
  { prefix }: CentreFrame,
  { state, groups, isPartial, asOf }: HeldView,
  words: CentreWords,
): string {
  const { say, texts, time } = words
  const address = liquidText(prefix)
  const sections = groups.map(({ name, rows, more }) => {
    const lines = rows.map(
      ({ name: title, value }) => `<dt><bdi>${say(title)}</bdi></dt><dd><bdi>${say(value)}</bdi></dd>`,
    )
    const further = more > 0 ? `<p>${say(texts.more)}</p>` : ''
    return `<details><summary><bdi>${say(name)}</bdi> (${rows.length + more}) <small>${say(rows[0]?.source ?? '')}</small></summary><dl>${lines.join('')}</dl>${further}</details>`
  })
  const status =
    state === 'reading'
      ? `<span data-reading>${say(texts.reading)}</span>`
      : state === 'failed'
        ? say(texts.failed)
        : ''
  return [
    `<h1>${say(texts.held)}</h1><p role="status">${status}</p>`,
    state === 'ready' ? '' : `<p><a class="kept-button" href="${address}/held">${say(texts.again)}</a></p>`,
    asOf === null ? '' : `<p>${say(texts.asOf, { time: time(asOf) })}</p>`,
    state === 'ready' && groups.length === 0 ? `<p>${say(texts.nothing)}</p>` : sections.join(''),
    isPartial ? `<p>${say(texts.more)}</p>` : '',
    `<p><a href="${address}">${say(texts.back)}</a></p>`,
  ].join('')
}
