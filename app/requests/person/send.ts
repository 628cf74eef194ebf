import { z } from 'zod'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { requireInstalled } from '../../shopify/installation.ts'
import { askForLink, canSendLinks, checkProofFile, redeemLink, takeTurn } from '../identity/index.ts'
import { MAX_STOREFRONT_TEXT } from '../limits.ts'
import { proposedCorrections, proposedStatement } from '../rectification/index.ts'
import { actOnOwn, handInOwn } from './act-own.ts'
import { proposeOwn, rereadOwn, stateOwn } from './correct-own.ts'
import { beginDownload } from './download-own.ts'
import { fileOwn } from './file-own.ts'
import { composeFilingPage, contactOf } from './look.ts'
import { intake, storefrontRequest, wrongFields } from './model.ts'
import {
  correctPage,
  deadLinkPage,
  invalidPage,
  linkSentPage,
  missingOwnPage,
  type OwnNotice,
  ownListPage,
  ownRequestPage,
  type PageFrame,
  sentPage,
  tooManyPage,
  VALUE_PREFIX,
  visitOverPage,
} from './page/index.ts'
import { listOwn, readOwn } from './read-own.ts'
import { takeIntake } from './take-intake.ts'
import { type KnownVisitor, whoSends } from './who-asks.ts'

/** A form of the pages of requests. */
export interface SentForm {
  fields: Record<string, string>
  /** Null when none was sent. */
  file: Uint8Array | null
}

interface Sender {
  shop: ShopDomain
  prefix: string
  /** Shopify's id of the signed-in customer. */
  customerId: string | null
  network: string
}

/** What the sender gets: a page as Liquid, the address of one, or the answer to their request as a file. */
export type SentResult = { page: string } | { location: string } | { download: string }

const id = z.uuid()
const reply = z.string().trim().min(1).max(MAX_STOREFRONT_TEXT)
const fields = z.discriminatedUnion('act', [
  z.object({ act: z.literal('file') }),
  z.object({ act: z.literal('follow') }),
  z.object({ act: z.literal('use'), token: z.string().max(200) }),
  z.object({ act: z.literal('link'), id }),
  z.object({ act: z.literal('list') }),
  z.object({ act: z.enum(['open', 'confirm', 'withdraw', 'prove', 'download']), id }),
  z.object({ act: z.literal('reply'), id, text: z.string().default('') }),
  z.object({ act: z.literal('reread'), id }),
  z.object({ act: z.literal('correct'), id, place: z.string() }),
  z.object({ act: z.literal('propose'), id, place: z.string(), at: z.string(), remove: z.string().default('') }),
  z.object({ act: z.literal('state'), id, about: z.string().default(''), text: z.string().default('') }),
])
type Fields = z.infer<typeof fields>
type CorrectionFields = Extract<Fields, { act: 'correct' | 'propose' | 'state' | 'reread' }>
type OwnFields = Exclude<Extract<Fields, { id: string }>, CorrectionFields>

const isCorrection = (form: Fields): form is CorrectionFields =>
  form.act === 'correct' || form.act === 'propose' || form.act === 'state' || form.act === 'reread'

/**
 * Does what a form of requests asks for. Each is one transaction, so that what the sender is told has happened.
 *
 * @throws NotInstalled
 */
export async function workSentForm(sender: Sender, { fields: given, file }: SentForm): Promise<SentResult> {
  const { shop, prefix, customerId } = sender
  const parsed = fields.safeParse(given)
  const pass = given.pass ?? null
  const frameOf = async (tx: ShopTransaction, known = pass): Promise<PageFrame> => {
    await requireInstalled(tx)
    return { prefix, contact: await contactOf(tx), pass: known }
  }
  if (!parsed.success) return forShop(shop, async (tx) => ({ page: invalidPage(await frameOf(tx, null)) }))
  const form = parsed.data
  if (form.act === 'prove') return prove(sender, { form, pass, file, frameOf })
  return forShop(shop, async (tx): Promise<SentResult> => {
    const frame = await frameOf(tx)
    if (form.act === 'file' || form.act === 'follow') return fileOrFollow(tx, sender, { want: form.act, given, frame })
    if (form.act === 'use') return use(tx, frame, form.token)
    if (form.act === 'link') {
      if (!(await takeTurn(tx, sender.network))) return { page: tooManyPage(frame, 'too_many_sent') }
      if (canSendLinks()) await askForLink(tx, form.id, { askedBy: null, pathPrefix: prefix })
      return { page: linkSentPage(frame) }
    }
    const visitor = await whoSends(tx, { customerId, pass })
    if (!visitor) return { page: visitOverPage({ ...frame, pass: null }) }
    if (form.act === 'list') return { page: ownListPage(frame, await listOwn(tx, visitor)) }
    if (isCorrection(form)) return correctOwn(tx, visitor, { form, given, frame })
    return workOwn(tx, visitor, form, frame)
  })
}

async function fileOrFollow(
  tx: ShopTransaction,
  sender: Sender,
  { want, given, frame }: { want: 'file' | 'follow'; given: Record<string, string>; frame: PageFrame },
): Promise<SentResult> {
  const { customerId } = sender
  const again = async (error: z.ZodError, visitor: KnownVisitor | null): Promise<SentResult> => {
    const sent = { want, typed: given, wrong: wrongFields(error) }
    return { page: await composeFilingPage(tx, { frame, visitor, sent }) }
  }
  // Whoever types an address asks as its reader, signed in or not.
  if (want === 'follow' || given.email !== undefined || (customerId === null && frame.pass === null)) {
    const sent = intake.safeParse({ want, email: given.email ?? '', request: given })
    if (!sent.success) return again(sent.error, null)
    const isTaken = await takeIntake(tx, sent.data, { network: sender.network, pathPrefix: sender.prefix })
    return {
      page: isTaken ? sentPage(frame, { want, canSendMail: canSendLinks() }) : tooManyPage(frame, 'too_many_sent'),
    }
  }
  const visitor = await whoSends(tx, { customerId, pass: frame.pass })
  if (customerId === null || visitor?.by !== 'account') return { page: visitOverPage({ ...frame, pass: null }) }
  const asked = storefrontRequest.safeParse(given)
  if (!asked.success) return again(asked.error, visitor)
  const filed = await fileOwn(tx, asked.data, { customerId, network: sender.network, channel: 'storefront' })
  return filed.ok
    ? { location: `${sender.prefix}/requests/${filed.requestId}` }
    : { page: tooManyPage(frame, filed.reason) }
}

async function use(tx: ShopTransaction, frame: PageFrame, token: string): Promise<SentResult> {
  const visit = await redeemLink(tx, token)
  if (!visit) return { page: deadLinkPage({ ...frame, pass: null }) }
  const visitor: KnownVisitor = { by: 'link', subjects: [visit.subjectId], pass: visit.token }
  return ownPage(tx, visitor, visit.requestId, { ...frame, pass: visit.token })
}

async function ownPage(
  tx: ShopTransaction,
  visitor: KnownVisitor,
  requestId: string,
  frame: PageFrame,
  notice: OwnNotice | null = null,
  typedReply = '',
): Promise<SentResult> {
  const own = await readOwn(tx, visitor, requestId)
  const isByLink = visitor.by === 'link'
  return { page: own ? ownRequestPage({ frame, own, isByLink, notice, typedReply }) : missingOwnPage(frame) }
}

async function workOwn(
  tx: ShopTransaction,
  visitor: KnownVisitor,
  form: OwnFields,
  frame: PageFrame,
): Promise<SentResult> {
  if (form.act === 'download' && (await beginDownload(tx, visitor, form.id))) return { download: form.id }
  if (form.act === 'open') return ownPage(tx, visitor, form.id, frame)
  if (form.act === 'reply' && !reply.safeParse(form.text).success)
    return ownPage(tx, visitor, form.id, frame, 'replyWrong', form.text)
  const isDone =
    form.act === 'reply'
      ? await actOnOwn(tx, visitor, form.id, { name: 'reply', text: form.text.trim() })
      : (form.act === 'confirm' || form.act === 'withdraw') &&
        (await actOnOwn(tx, visitor, form.id, { name: form.act }))
  return ownPage(tx, visitor, form.id, frame, isDone ? 'done' : 'notDone')
}

interface Correcting {
  form: CorrectionFields
  /** With the values that were typed, each under its field's name. */
  given: Record<string, string>
  frame: PageFrame
}

const valuesIn = (given: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      name.startsWith(VALUE_PREFIX) ? [[name.slice(VALUE_PREFIX.length), value]] : [],
    ),
  )

/** What somebody does about wrong data of theirs. */
async function correctOwn(
  tx: ShopTransaction,
  visitor: KnownVisitor,
  { form, given, frame }: Correcting,
): Promise<SentResult> {
  const { id } = form
  const back = (notice: OwnNotice, typed = '') => ownPage(tx, visitor, id, frame, notice, typed)
  if (form.act === 'reread') return back((await rereadOwn(tx, visitor, id)) ? 'done' : 'notDone')
  if (form.act === 'state') {
    const stated = proposedStatement.safeParse({ about: form.about, text: form.text })
    if (!stated.success) return back('replyWrong', form.text)
    const result = await stateOwn(tx, visitor, id, stated.data)
    return back(result.ok ? 'proposed' : result.reason)
  }
  const { rectification } = (await readOwn(tx, visitor, id)) ?? {}
  const place = rectification?.places.find(({ key }) => key === form.place)
  if (!rectification?.readAt || !place) return back('not_found')
  const shown = { frame, id, place, readAt: rectification.readAt }
  if (form.act === 'correct') return { page: correctPage({ ...shown, typed: {}, wrong: [] }) }
  const remove = form.remove === 'on'
  const sent = proposedCorrections.safeParse({ at: form.at, place: form.place, values: valuesIn(given), remove })
  if (!sent.success) return back('not_now')
  const result = await proposeOwn(tx, visitor, id, sent.data)
  if (!result.ok && result.reason === 'wrong_value')
    return { page: correctPage({ ...shown, typed: given, wrong: result.wrong ?? [] }) }
  return back(result.ok ? 'proposed' : result.reason)
}

interface Proving {
  form: { id: string }
  pass: string | null
  file: Uint8Array | null
  frameOf(tx: ShopTransaction): Promise<PageFrame>
}

/** The file is looked at outside of transactions, and only for somebody who is known. */
async function prove({ shop, customerId }: Sender, { form, pass, file, frameOf }: Proving): Promise<SentResult> {
  const isKnown = await forShop(shop, async (tx) => (await whoSends(tx, { customerId, pass })) !== null)
  const checked = isKnown ? await checkProofFile(file ?? new Uint8Array()) : null
  return forShop(shop, async (tx): Promise<SentResult> => {
    const frame = await frameOf(tx)
    const visitor = await whoSends(tx, { customerId, pass })
    if (!visitor || !checked) return { page: visitOverPage({ ...frame, pass: null }) }
    const problem =
      file && checked.ok
        ? await handInOwn(tx, visitor, form.id, { file, type: checked.type })
        : checked.ok
          ? 'empty'
          : checked.problem
    return ownPage(tx, visitor, form.id, frame, problem ?? 'proofDone')
  })
}
