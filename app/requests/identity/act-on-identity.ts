import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { readIdentifiers } from '../../subjects/index.ts'
import { type RecordResult, recordEvent } from '../lifecycle/record-event.ts'
import { readRow } from '../lifecycle/store.ts'
import { MAX_NOTE, MAX_PHONE } from '../limits.ts'
import { offeredMethods } from '../offered-methods.ts'
import { readOnceKnown } from '../rectification/index.ts'
import { askForLink } from './ask-for-link.ts'
import { canSendLinks } from './link-mail.ts'
import { decideOnProof } from './proof/decide.ts'

const seen = z.int().min(1)
const note = z.string().trim().max(MAX_NOTE)

/** What staff do about a person's identity on a request's page. */
export const identityAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('send_link') }),
  z.strictObject({ act: z.literal('decide'), isAccepted: z.boolean(), note, seen }),
  z.strictObject({
    act: z.literal('call_back'),
    /** On which they called. */
    number: z
      .string()
      .trim()
      .min(5)
      .max(MAX_PHONE)
      .regex(/^[+\d\s().-]*$/),
    note,
    seen,
  }),
  z.strictObject({ act: z.literal('attest'), note, seen }),
])
export type IdentityAct = z.infer<typeof identityAct>

export type IdentityResult =
  | { ok: true }
  | Extract<RecordResult, { ok: false }>
  | { ok: false; reason: 'too_many_links' | 'no_mail_server' | 'not_offered' | 'number_of_the_request' }

/**
 * Does what staff chose. What they note is an event of this request and of no other.
 *
 * @param numberAtShopify of the customer, where Shopify knows one: a call on it is a proof, also when the request names it
 */
export async function actOnIdentity(
  tx: ShopTransaction,
  requestId: string,
  act: IdentityAct,
  { staffId, numberAtShopify }: { staffId: string; numberAtShopify: string | null },
): Promise<IdentityResult> {
  if (act.act === 'send_link') return sendLink(tx, requestId, staffId)
  if (act.act === 'decide') {
    const decided = await decideOnProof(tx, requestId, { ...act, staffId })
    if (decided.ok && act.isAccepted) await readOnceKnown(tx, requestId)
    return settled(decided)
  }
  if (act.note === '' && act.act === 'attest') return { ok: false, reason: 'reason_missing' }
  if (act.act === 'call_back') {
    if (!(await offeredMethods(tx)).includes('call_back')) return { ok: false, reason: 'not_offered' }
    if (!isSame(act.number, numberAtShopify) && (await isOfRequest(tx, requestId, act.number)))
      return { ok: false, reason: 'number_of_the_request' }
  }
  const said = act.act === 'call_back' ? [act.number, act.note].filter(Boolean).join('\n') : act.note
  const method = act.act === 'call_back' ? 'call_back' : 'attested'
  const event = { at: clock.now(), actor: 'staff', actorId: staffId, note: said, facts: { method } } as const
  const known = { ...event, move: 'confirm_identity' } as const
  const recorded = await recordEvent(tx, { requestId, seen: act.seen, event: known })
  if (recorded.ok) await readOnceKnown(tx, requestId)
  return settled(recorded)
}

const settled = (recorded: RecordResult): IdentityResult => (recorded.ok ? { ok: true } : recorded)

async function sendLink(tx: ShopTransaction, requestId: string, staffId: string): Promise<IdentityResult> {
  if (!canSendLinks()) return { ok: false, reason: 'no_mail_server' }
  const asked = await askForLink(tx, requestId, { askedBy: staffId, pathPrefix: null })
  if (asked === 'asked') return { ok: true }
  return { ok: false, reason: asked === 'too_many' ? 'too_many_links' : 'not_found' }
}

const digits = (number: string | null) => number?.replace(/\D/g, '') ?? ''

/** The same but for the country's code, or the zero before it. */
const isSame = (one: string, other: string | null): boolean => {
  const [a, b] = [digits(one), digits(other)].map((number) => number.slice(-COMPARED_DIGITS))
  return a !== undefined && a.length >= COMPARED_DIGITS && a === b
}
/** Subscriber's numbers are longer in every country whose numbers are public. */
const COMPARED_DIGITS = 7

/** Whoever asks may have written any number into the request. */
async function isOfRequest(tx: ShopTransaction, requestId: string, number: string): Promise<boolean> {
  const row = await readRow(tx, requestId)
  const known = row?.subjectId ? await readIdentifiers(tx, row.subjectId) : []
  return known.some(({ kind, value }) => kind === 'phone' && isSame(value, number))
}
