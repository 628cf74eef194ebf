import { contactLine, form, hidden, inEveryLanguage, linkBack, type PageFrame } from './frame.ts'
import type { PersonTexts, PersonWords } from './texts.ts'

type Key = { [Name in keyof PersonTexts]: PersonTexts[Name] extends string ? Name : never }[keyof PersonTexts]

const page = (frame: PageFrame, title: Key, write: (words: PersonWords) => string): string =>
  inEveryLanguage((words) => {
    const { say, texts } = words
    return `<h1>${say(texts[title])}</h1><div role="status">${write(words)}</div>${linkBack(frame, say(texts.back))}`
  })

const paragraphs =
  (...keys: Key[]) =>
  ({ say, texts }: PersonWords) =>
    keys.map((key) => `<p>${say(texts[key])}</p>`).join('')

/** The same whether the address is known or not. */
export const sentPage = (frame: PageFrame, { want, canSendMail }: { want: 'file' | 'follow'; canSendMail: boolean }) =>
  canSendMail
    ? page(frame, 'sentTitle', paragraphs(want === 'file' ? 'sent' : 'sentFollow', 'sentWait'))
    : page(frame, 'refTitle', paragraphs('sentNoMail'))

/** The same whether there is such a request or not. */
export const linkSentPage = (frame: PageFrame) => page(frame, 'sentTitle', paragraphs('linkSent', 'sentWait'))

/** What a mail scanner may open as often as it likes: only the button uses the link up. */
export const linkPage = (frame: PageFrame, token: string) =>
  page({ ...frame, pass: null }, 'useTitle', ({ say, texts }) => {
    const button = form(
      { ...frame, pass: null },
      { act: 'use', fields: hidden('token', token), button: say(texts.use) },
    )
    return `<p>${say(texts.useBody)}</p>${button}`
  })

export const deadLinkPage = (frame: PageFrame) => page(frame, 'deadTitle', paragraphs('deadBody'))

export const visitOverPage = (frame: PageFrame) => page(frame, 'overTitle', paragraphs('overBody'))

export const missingOwnPage = (frame: PageFrame) => page(frame, 'missingTitle', paragraphs('missingBody'))

export const invalidPage = (frame: PageFrame) => page(frame, 'invalidTitle', paragraphs('invalidBody'))

export const tooManyPage = (frame: PageFrame, reason: 'too_many_open' | 'too_many_sent') =>
  page(frame, 'manyTitle', ({ say, texts }) =>
    contactLine(frame, say(reason === 'too_many_open' ? texts.manyOpen : texts.manyNetwork)),
  )

/** For somebody whom nothing shows to be the person: the same for every id, whether there is such a request or not. */
export const provePage = (frame: PageFrame, id: string, canSendMail: boolean) =>
  page(frame, 'proveTitle', ({ say, texts }) =>
    [
      `<p>${say(texts.proveBody)}</p>`,
      `<p><a class="kept-button" href="{{ routes.account_url | escape }}">${say(texts.signIn)}</a></p>`,
      canSendMail ? form(frame, { act: 'link', fields: hidden('id', id), button: say(texts.linkSend) }) : '',
      contactLine(frame, say(texts.contact)),
    ].join(''),
  )
