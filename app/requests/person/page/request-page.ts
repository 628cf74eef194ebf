import { summaryLines } from '../../../recipients/index.ts'
import { liquidText } from '../../../shopify/liquid.ts'
import { MAX_STOREFRONT_TEXT } from '../../limits.ts'
import { groundInWords } from '../../restriction/told/in-words.ts'
import { decisionInWords } from '../../review/told/in-words.ts'
import type { ProofProblem } from '../../words.ts'
import type { OwnRequestDetail } from '../read-own.ts'
import { addressOfRequests, contactLine, form, hidden, inEveryLanguage, type PageFrame } from './frame.ts'
import { rectificationSection } from './rectification.ts'
import type { PersonTexts, PersonWords } from './texts.ts'

/** What became of what the person did last on this page. */
export type OwnNotice = 'done' | 'notDone' | 'replyWrong' | 'proofDone' | ProofProblem | CorrectionNotice

/** What became of a proposed correction. */
type CorrectionNotice = keyof PersonTexts['rectification']['results']

/** A text that is much too long is not written into the page in every language. */
const MOST_SHOWN = 2 * MAX_STOREFRONT_TEXT

interface RequestPage {
  frame: PageFrame
  own: OwnRequestDetail
  /** Whether they came by a one-time link: then nothing stands in an address. */
  isByLink: boolean
  notice: OwnNotice | null
  /** What could not be taken as a reply, or as a statement. */
  typedReply: string
}

/** A person follows their request: how it stands, what comes next, and what they can do. */
export const ownRequestPage = (page: RequestPage): string => inEveryLanguage((words) => written(page, words))

function written(page: RequestPage, words: PersonWords): string {
  const { say, texts, day } = words
  const { frame, own, notice } = page
  const next = own.state in texts.next ? texts.next[own.state as keyof typeof texts.next] : null
  return [
    `<h1>${say(texts.refTitle)}</h1><p><strong>${say(texts.kinds[own.kind])}</strong></p>`,
    notice ? `<p role="status"><strong>${say(noticeText(notice, texts))}</strong></p>` : '',
    `<p>${say(texts.states[own.state])}${next ? ` ${say(next)}` : ''}</p>`,
    `<p>${say(texts.received, { day: day(own.receivedOn) })}.${own.dueOn ? ` ${say(texts.due, { day: day(own.dueOn) })}` : ''}</p>`,
    own.isIdentified && own.dueOn ? `<p>${say(texts.known)}</p>` : '',
    own.joinedTo ? open(page, own.joinedTo, say(texts.joinedOpen)) : '',
    own.refusal ? `<p>${say(texts.reason)}</p><blockquote>${say(own.refusal)}</blockquote>` : '',
    own.state === 'refused' ? `<p>${say(texts.complain)}</p>` : '',
    confirmation(page, words),
    question(page, words),
    proof(page, words),
    rectificationSection({ frame, own, typedStatement: page.typedReply }, words),
    effects(page, words),
    answer(page, words),
    restriction(page, words),
    review(page, words),
    own.canWithdraw
      ? `<p>${say(texts.withdrawBody)}</p>${form(frame, { act: 'withdraw', fields: hidden('id', own.id), button: say(texts.withdraw) })}`
      : '',
    open(page, own.id, say(texts.again)),
    page.isByLink
      ? form(frame, { act: 'list', button: say(texts.all) })
      : `<p><a href="${addressOfRequests(frame)}">${say(texts.all)}</a></p>`,
    contactLine(frame, say(texts.contact)),
  ].join('')
}

const noticeText = (notice: OwnNotice, texts: PersonWords['texts']): string =>
  isProofProblem(notice, texts)
    ? texts.proofProblems[notice]
    : isCorrectionNotice(notice, texts)
      ? texts.rectification.results[notice]
      : texts[notice]

const isProofProblem = (notice: OwnNotice, { proofProblems }: PersonWords['texts']): notice is ProofProblem =>
  notice in proofProblems

const isCorrectionNotice = (notice: OwnNotice, texts: PersonWords['texts']): notice is CorrectionNotice =>
  notice in texts.rectification.results

const open = ({ frame, isByLink }: RequestPage, id: string, button: string): string =>
  isByLink
    ? form(frame, { act: 'open', fields: hidden('id', id), button })
    : `<p><a class="kept-button" href="${addressOfRequests(frame)}/${id}">${button}</a></p>`

function confirmation({ frame, own }: RequestPage, { say, texts }: PersonWords): string {
  if (!own.canConfirm) return ''
  const button = form(frame, { act: 'confirm', fields: hidden('id', own.id), button: say(texts.confirm) })
  return `<p>${say(texts.confirmBody)}</p>${button}`
}

function question({ frame, own, typedReply }: RequestPage, { say, texts }: PersonWords): string {
  if (own.question === null) return ''
  const reply = `<label>${say(texts.reply)}<textarea name="text" rows="4" required maxlength="${MAX_STOREFRONT_TEXT}">${liquidText(typedReply.slice(0, MOST_SHOWN))}</textarea></label>`
  const fields = `${hidden('id', own.id)}${reply}`
  return `<p>${say(texts.question)}</p><blockquote>${say(own.question)}</blockquote>${form(frame, { act: 'reply', fields, button: say(texts.replySend) })}`
}

function proof({ frame, own }: RequestPage, { say, texts }: PersonWords): string {
  if (!own.canHandIn) return ''
  const waiting = own.proofsWaiting > 0 ? `<p>${say(texts.proofWaiting, { count: own.proofsWaiting })}</p>` : ''
  const callBack = own.offered.includes('call_back') ? `<p>${say(texts.callBack)}</p>` : ''
  const file = `<label>${say(texts.proofFile)}<input type="file" name="file" required accept="application/pdf,image/jpeg,image/png"></label>`
  const fields = `${hidden('id', own.id)}${file}`
  return `<h2>${say(texts.proofTitle)}</h2><p>${say(texts.proofBody)}</p>${waiting}${form(frame, { act: 'prove', fields, button: say(texts.proofSend), isUpload: true })}${callBack}`
}

const escaped = (lines: readonly string[], { say }: PersonWords) =>
  lines.map((line) => `<li>${say(line)}</li>`).join('')

function restriction({ own }: RequestPage, words: PersonWords): string {
  if (!own.restriction) return ''
  const { say, texts, day, language } = words
  const { ground, since, endsOn, endedOn, recipients } = own.restriction
  const end = endedOn
    ? say(texts.restriction.ended, { day: day(endedOn) })
    : endsOn
      ? say(texts.restriction.ends, { day: day(endsOn) })
      : say(texts.restriction.goesOn)
  return [
    `<h2>${say(texts.restriction.title)}</h2>`,
    `<p>${say(texts.restriction.since, { day: day(since) })} ${say(groundInWords(ground, language))}</p><p>${end}</p>`,
    `<ul>${escaped(summaryLines(recipients, language), words)}</ul>`,
    `<p>${say(texts.complain)}</p>`,
  ].join('')
}

function review({ own }: RequestPage, { say, texts, language }: PersonWords): string {
  if (!own.review) return ''
  const { decision, explanation } = own.review
  const why = explanation ? `<blockquote>${say(explanation)}</blockquote>` : ''
  return `<h2>${say(texts.reviewTitle)}</h2><p>${say(decisionInWords(decision, language))}</p>${why}<p>${say(texts.complain)}</p>`
}
const effects = ({ own }: RequestPage, { language }: PersonWords): string =>
  own.effects
    ? `<ul>${own.effects[language]
        .split('\n')
        .map((line) => `<li>${liquidText(line)}</li>`)
        .join('')}</ul>`
    : ''

const BYTES_A_MEGABYTE = 1_000_000

function answer({ frame, own }: RequestPage, words: PersonWords): string {
  const { say, texts, day } = words
  if (own.answer?.state === 'making')
    return `<p role="status">${say(texts.making, { percent: own.answer.percent })}</p>`
  if (own.state !== 'answered' || (own.answer?.state !== 'ready' && own.answer?.state !== 'expired')) return ''
  if (own.downloadUntil === null) return `<p>${say(texts.gone)}</p>`
  const { bytes, downloads } = own.answer
  const size = new Intl.NumberFormat(words.language, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  }).format(bytes / BYTES_A_MEGABYTE)
  const button = form(frame, {
    act: 'download',
    fields: hidden('id', own.id),
    button: say(texts.download, { size }),
  })
  return `<p>${say(texts.ready, { day: day(own.downloadUntil) })}</p>${button}<p>${say(texts.downloaded, { count: downloads })}</p>`
}
