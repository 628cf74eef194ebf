/** What staff of the demo's tea room did in Kept, by the use cases that the pages call. */
import { beginCheck, reportPhase, takeOver } from '../../app/banner/index.ts'
import { searchEvents, withdraw } from '../../app/consent/index.ts'
import { logAccess } from '../../app/platform/access-log.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { publish } from '../../app/policy/index.ts'
import {
  type Answers,
  answerQuestion,
  applyAnswers,
  confirmParts,
  type Question,
  readDraft,
  readSetup,
  suggestedParts,
} from '../../app/register/index.ts'
import { revisionOf } from '../../app/register/setup/answer.ts'
import type { AdminApi } from '../../app/shopify/admin.ts'
import { readShopDetails } from '../../app/shopify/shop-details.ts'
import { findSubjects, identifiersOf } from '../../app/subjects/index.ts'
import { SEEN } from './story.ts'

export interface Office {
  shop: ShopDomain
  admin: AdminApi
}

/** Answers questions of the set-up, takes over what they change in the register, confirms all of it, and publishes. */
export async function publishAnswers({ shop, admin }: Office, answers: Answers, staffId: string): Promise<void> {
  const inShop: Parameters<typeof publish>[0]['inShop'] = (work) => forShop(shop, work)
  const details = await readShopDetails(admin)
  await inShop(async (tx) => {
    for (const [question, answer] of Object.entries(answers) as [Question, NonNullable<Answers[Question]>][]) {
      const { given } = await readSetup(tx)
      const base = given[question]?.revision ?? 0
      done(question, await answerQuestion(tx, { question, answer, base }, staffId))
    }
    const draft = await readDraft(tx)
    const seen = { draft: draft?.revision ?? null, answers: revisionOf(await readSetup(tx)) }
    done('the answers', await applyAnswers(tx, { seen, shop: details }, staffId))
    const made = await readDraft(tx)
    if (made) await confirmParts(tx, suggestedParts(made.register), staffId)
  })
  const draft = await inShop(readDraft)
  done('the policy', await publish({ id: staffId, admin, inShop }, draft?.revision ?? 0))
}

/** Makes Kept the shop's only banner. */
export const askInPlaceOfShopify = async ({ admin }: Office): Promise<void> => done('the banner', await takeOver(admin))

export async function withdrawEmails({ shop }: Office, customerId: number, staffId: string): Promise<void> {
  await forShop(shop, async (tx) => {
    const [subject] = await findSubjects(tx, identifiersOf({ id: customerId }))
    if (!subject) throw new Error(`Kept does not know the customer ${customerId}`)
    await withdraw(tx, { subject, purposes: ['email-offers'], staffId })
  })
}

/** Has the storefront look at itself. */
export async function checkStorefront({ shop }: Office, staffId: string): Promise<void> {
  const fragment = await forShop(shop, (tx) => beginCheck(tx, staffId, 'fr'))
  const token = fragment.slice(fragment.indexOf('.') + 1)
  for (const phase of ['before', 'refused', 'accepted'] as const) {
    const { cookies, storage, hosts } = SEEN[phase]
    const report = { token, phase, cookies: [...cookies], storage: [...storage], hosts: [...hosts] }
    if (!(await forShop(shop, (tx) => reportPhase(tx, report)))) throw new Error('The storefront’s check is not open')
  }
}

/** Looks at a page with customer data: the newest decisions, or what happened lately, which names nobody. */
export async function lookAt({ shop }: Office, route: '/app/consents' | '/app/activity', staffId: string) {
  const { events } = await forShop(shop, (tx) => searchEvents(tx, {}, { size: 25, before: null }))
  const people = route === '/app/consents' ? events.map(({ subject }) => subject) : []
  await logAccess({ shop, staffId, method: 'GET', route, status: 200, people })
}

export function done(what: string, result: { ok: boolean }): void {
  if (!result.ok) throw new Error(`The history of the demo stops at ${what}: ${JSON.stringify(result)}`)
}
