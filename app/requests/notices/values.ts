import { type MailValues, type WrittenLanguage, writtenLanguage } from '../../mail/index.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { controllerSignature, type IsoDate } from '../../register/index.ts'
import { proxyPathOf } from '../../shopify/app-proxy/store.ts'
import { appInAdminUrl, requestsPageUrl } from '../../shopify/links.ts'
import { planInWords } from '../erasure/plan/in-words.ts'
import { effectsInWords } from '../objection/effects/in-words.ts'
import { correctionsTold } from '../rectification/told/read.ts'
import { restrictionTold } from '../restriction/told/read.ts'
import { decisionInWords } from '../review/told/in-words.ts'
import type { REFUSAL_GROUNDS, RequestKind, ReviewDecision } from '../words.ts'
import type { NoticeTemplate } from './model.ts'
import { answerUntil, confirmedPlan } from './store.ts'
import { NOTICE_TEXTS } from './texts.ts'

/** What is told of a request. */
export interface ToldRequest {
  id: string
  kind: RequestKind
  /** Of the person; null where nobody knows. */
  language: string | null
  receivedOn: IsoDate
  /** The law's last day. */
  dueOn: IsoDate
  /** The day that staff go by: the sooner of the law's and Shopify's. */
  answerBy: IsoDate
  /** Why, as staff wrote it to the person. */
  note: string | null
  ground: (typeof REFUSAL_GROUNDS)[number] | null
  /** The shop's. */
  timeZone: string
  /** The day on which a restriction ends, as the person is told it. */
  liftsOn?: IsoDate | null
  /** What a person decided in a review. */
  decision?: ReviewDecision | null
}

/** A request's page in the shop's admin. */
export const requestUrl = (shop: ShopDomain, id: string): string => `${appInAdminUrl(shop)}/app/requests/${id}`

/** The page of all erasures in the shop's admin. */
export const erasuresUrl = (shop: ShopDomain): string => `${appInAdminUrl(shop)}/app/requests/erasures`

/** A kind of request in the words of a language. */
export const kindIn = (language: WrittenLanguage, kind: RequestKind): string => NOTICE_TEXTS[language].kinds[kind]

/** Which language a person is written in. */
export async function languageOfPerson(tx: ShopTransaction, language: string | null): Promise<WrittenLanguage> {
  return writtenLanguage(language, (await controllerSignature(tx)).language)
}

/** What fills a mail about a request in; null for one that would say nothing. */
export async function noticeValues(
  tx: ShopTransaction,
  { id, kind, receivedOn, dueOn, answerBy, note, ground, timeZone, liftsOn, decision }: ToldRequest,
  language: WrittenLanguage,
): Promise<{ [Template in NoticeTemplate]: MailValues[Template] | null }> {
  const { authority } = await controllerSignature(tx)
  const texts = NOTICE_TEXTS[language]
  const about = { kind: texts.kinds[kind], receivedOn }
  const complainTo = authority ? `${authority.name}, ${authority.url}` : texts.anyAuthority
  const reasons = [ground && texts.grounds[ground], note?.trim()].filter(Boolean).join('\n')
  const availableUntil = await answerUntil(tx, { id, timeZone })
  const erasure = kind === 'erasure' ? await confirmedPlan(tx, id) : null
  const corrected = kind === 'rectification' ? await correctionsTold(tx, id, language) : null
  const restricted = kind === 'restriction' ? await restrictionTold(tx, id, language) : null
  const effects = await effectsInWords(tx, id, language)
  // Whoever opens it shows first who they are.
  const link = requestsPageUrl(tx.shop, await proxyPathOf(tx))
  return {
    request_received: { ...about, dueOn, link },
    answer_ready: availableUntil === null ? null : { ...about, availableUntil, link },
    erasure_done: erasure && {
      ...about,
      table: planInWords(erasure.plan, language, erasure.left),
      authority: complainTo,
    },
    rectification_done: corrected === null ? null : { ...about, table: corrected, authority: complainTo, link },
    restriction_set: restricted && {
      ...about,
      ground: restricted.ground,
      done: restricted.lines.join('\n'),
      authority: complainTo,
    },
    restriction_lifting: liftsOn ? { ...about, liftsOn, reason: reasons, authority: complainTo } : null,
    restriction_kept: kind === 'restriction' ? { ...about, reason: reasons, authority: complainTo } : null,
    review_decided: decision
      ? { ...about, decision: decisionInWords(decision, language), reason: reasons, authority: complainTo }
      : null,
    objection_done: effects === null ? null : { ...about, effects, authority: complainTo },
    more_time: { ...about, dueOn, reason: reasons },
    refused: {
      ...about,
      reason: reasons,
      authority: complainTo,
    },
    staff_new: { kind: about.kind, dueOn: answerBy, link: requestUrl(tx.shop, id) },
  }
}
