import type { PolicyLanguage } from '../../../policy/index.ts'
import type { OwnRequest } from '../read-own.ts'
import { addressOfRequests, form, hidden, inEveryLanguage, linkBack, type PageFrame } from './frame.ts'
import { type PersonWords, personWords } from './texts.ts'

/**
 * What somebody has asked for. A customer who is signed in follows a link; who came by a one-time link posts a form, because
 * what they are known by stands in no address.
 */
export function ownList(
  frame: PageFrame,
  own: readonly OwnRequest[],
  { say, texts, day }: PersonWords,
  isByLink = false,
): string {
  const lines = own.map(({ id, kind, state, receivedOn }) => {
    const name = say(texts.kinds[kind])
    const said = `${say(texts.received, { day: day(receivedOn) })}. ${say(texts.states[state])}`
    const way = isByLink
      ? form(frame, { act: 'open', fields: hidden('id', id), button: name })
      : `<a href="${addressOfRequests(frame)}/${id}">${name}</a>`
    return `<li>${way}<br>${said}</li>`
  })
  return `<ul>${lines.join('')}</ul>`
}

/** The list alone, for somebody who came by a one-time link. */
export const ownListPage = (frame: PageFrame, own: readonly OwnRequest[]): string =>
  inEveryLanguage(
    (words) =>
      `<h1>${words.say(words.texts.mine)}</h1>${ownList(frame, own, words, true)}${linkBack(frame, words.say(words.texts.newOne))}`,
  )

/** The list in one language, for another page of the person; empty for none. */
export const ownRequestsInHtml = (
  own: readonly OwnRequest[],
  frame: Pick<PageFrame, 'prefix' | 'pass'>,
  { language, isByLink }: { language: PolicyLanguage; isByLink: boolean },
): string => (own.length === 0 ? '' : ownList({ ...frame, contact: null }, own, personWords(language), isByLink))
