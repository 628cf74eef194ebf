import { addDays } from 'date-fns/addDays'
import { v7 as uuidv7 } from 'uuid'
import { isMailConfigured } from '../mail/index.ts'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { hashOfSecret, newSecret } from '../platform/link-token.ts'
import { controllerSignature, inLanguage, languageOfLocale, type Recipient } from '../register/index.ts'
import { canDo } from './connections/index.ts'
import { MAX_CHANGE, MAX_CHANGES, TASK_SECRET_DAYS } from './limits.ts'
import { beginningOf, defaultWay, type PersonToName } from './model.ts'
import { type Correction, sealTask } from './secret.ts'
import { findTasks, insertTask, type NewTask } from './store.ts'
import { findWays } from './ways/store.ts'
import type { NoticeOccasion } from './words.ts'
import { beginDelivery } from './work/begin-delivery.ts'

export interface Telling {
  occasion: NoticeOccasion
  /** Of the erasure, the rectification or the restriction. UUID. */
  occasionId: string
  /** Null for what began in Shopify's admin. */
  requestId: string | null
  /** As the recipients know the person: before the change. */
  person: PersonToName
  /** What was erased, corrected or restricted, in words. */
  changes: readonly string[]
  /** What is right now, field by field: `first_name`, `last_name`, `email`, `phone` or a name of the shop's. */
  corrected?: readonly Correction[]
  recipients: readonly Recipient[]
}

/**
 * Makes a task for each recipient, once for each occasion, in the caller's transaction; jobs tell them. Returns the number of
 * tasks that the occasion has.
 */
export async function tellRecipients(tx: ShopTransaction, telling: Telling): Promise<number> {
  const ways = new Map((await findWays(tx)).map((way) => [way.recipientId, way]))
  const told = new Set(
    (await findTasks(tx, telling)).flatMap((task) => (task.occasion === telling.occasion ? [task.recipientId] : [])),
  )
  const language = languageOfLocale((await controllerSignature(tx)).language ?? 'en') ?? 'en'
  for (const recipient of telling.recipients) {
    if (told.has(recipient.id)) continue
    const chosen = ways.get(recipient.id)
    const way = chosen?.way ?? defaultWay(recipient)
    const hasCredential = chosen?.hasCredential ?? false
    const task = newTask(tx, telling, {
      recipient,
      way,
      hasCredential,
      name: inLanguage(recipient.name, language, language),
    })
    if (!(await insertTask(tx, task))) continue
    told.add(recipient.id)
    if (task.state === 'to_send') await beginDelivery(tx, { ...task, tries: 0, delivery: 1 }, clock.now())
  }
  return told.size
}

interface ToTell {
  recipient: Recipient
  name: string
  way: NewTask['way']
  hasCredential: boolean
}

function newTask(
  { shop }: ShopTransaction,
  { occasion, occasionId, requestId, person, changes, corrected = [] }: Telling,
  { recipient, name, way, hasCredential }: ToTell,
): NewTask {
  const [id, createdAt, link] = [uuidv7(), clock.now(), newSecret()]
  const address = recipient.noticeEmail
  const facts = { way, address, hasCredential, person, occasion, canDo, isMailConfigured: isMailConfigured() }
  const { state, code } = beginningOf(facts)
  const about = { id, occasion, occasionId, requestId, recipientId: recipient.id, name, address, way, state, code }
  if (state === 'told_by_platform') {
    const nothing = { wrappedKey: null, secret: null, linkHash: null, linkUntil: null }
    return { ...about, ...nothing, createdAt, settledAt: createdAt, isDelivering: false, nextAt: null }
  }
  const secret = {
    person: {
      email: person.email?.slice(0, MAX_CHANGE) || null,
      phone: person.phone?.slice(0, MAX_CHANGE) || null,
      customerId: person.customerId?.slice(0, MAX_CHANGE) || null,
    },
    changes: changes.slice(0, MAX_CHANGES).flatMap((one) => one.trim().slice(0, MAX_CHANGE) || []),
    corrected: corrected
      .slice(0, MAX_CHANGES)
      .map(({ field, value }) => ({ field, value: value.slice(0, MAX_CHANGE) })),
    link: link.toString('base64url'),
  }
  return {
    ...about,
    ...sealTask({ shop, id }, secret),
    linkHash: new Uint8Array(hashOfSecret(link)),
    linkUntil: addDays(createdAt, TASK_SECRET_DAYS),
    createdAt,
    settledAt: null,
    isDelivering: state === 'to_send',
    nextAt: createdAt,
  }
}
