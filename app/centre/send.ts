import { z } from 'zod'
import type { ShopTransaction } from '../platform/db.ts'
import { isMailAddress } from '../platform/mail-address.ts'
import { MAX_MAIL_ADDRESS } from '../register/index.ts'
import { askForMailboxLink, passOfCustomer, readMailboxVisit, redeemMailboxLink, whoSends } from '../requests/index.ts'
import { requireInstalled } from '../shopify/installation.ts'
import { choose, withdrawEverything } from './choose.ts'
import { composeCentre, composeSentence, composeStranger, frameFor } from './look.ts'
import { type CentrePurpose, sentChoice } from './model.ts'
import { standsIn } from './pages/centre-page.ts'
import { centreWords } from './pages/frame.ts'
import { centreLanguageOf } from './texts.ts'
import type { CentrePerson } from './who.ts'

/** Who sends a form. Shopify signed the customer; the pass stands in the body. */
export interface CentreSender {
  prefix: string
  /** Shopify's id of the signed-in customer. */
  customerId: string | null
  network: string
}

const language = sentChoice.shape.language
const id = z.uuid()

/** The forms of the centre. `granted` is what the switch is turned to. */
const forms = z.discriminatedUnion('act', [
  z.object({ act: z.literal('mail'), language, email: z.string().default('') }),
  z.object({ act: z.literal('use'), language, token: z.string().max(200) }),
  z.object({ act: z.literal('open'), language, pass: z.string().max(200) }),
  z.object({
    act: z.literal('choose'),
    language,
    id,
    purpose: sentChoice.shape.purpose,
    granted: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
    pass: z.string().max(200).default(''),
  }),
  z.object({ act: z.literal('withdraw'), language, id, pass: z.string().max(200).default('') }),
])
type OwnForm = Exclude<z.infer<typeof forms>, { act: 'mail' | 'use' }>

/** What the page's script shows after a switch was turned. */
interface SwitchedForScript {
  said: string
  granted: boolean
  purposes: { id: string; isOn: boolean; stands: string }[]
}

/** What the sender gets: a page as Liquid, what a script asked for, or nothing where the form is none of the centre's. */
export type CentreSent = { page: string } | { json: SwitchedForScript } | { isWrong: true }

const address = z.string().trim().max(MAX_MAIL_ADDRESS).refine(isMailAddress)

/**
 * Does what a form of the centre asks for, in one transaction, so that what the sender is told has happened.
 *
 * @throws NotInstalled
 */
export async function workCentreForm(
  tx: ShopTransaction,
  sender: CentreSender,
  { fields, isFromScript }: { fields: Record<string, string>; isFromScript: boolean },
): Promise<CentreSent> {
  await requireInstalled(tx)
  const parsed = forms.safeParse(fields)
  if (!parsed.success) return { isWrong: true }
  const form = parsed.data
  const frame = await frameFor(tx, sender.prefix, null)
  if (form.act === 'mail') {
    const email = address.safeParse(form.email)
    if (!email.success) return { page: await composeStranger(tx, frame, true) }
    const { network, prefix: pathPrefix } = sender
    const isTaken = await askForMailboxLink(tx, { email: email.data, network, language: form.language, pathPrefix })
    return { page: composeSentence(frame, isTaken ? 'mailSent' : 'tooMany') }
  }
  if (form.act === 'use') {
    const visit = await redeemMailboxLink(tx, form.token)
    if (!visit) return { page: composeSentence(frame, 'dead') }
    const person = { by: 'link', subject: visit.subjectId, email: visit.email } as const
    return { page: await composeCentre(tx, person, { frame: { ...frame, pass: visit.token }, notice: null }) }
  }
  const known = await whoIsHere(tx, sender, form.pass)
  if (!known) return { page: composeSentence(frame, 'over') }
  return workOwn(tx, known, { form, frame: { ...frame, pass: known.pass }, isFromScript })
}

/**
 * A form of a signed-in customer carries a pass of their own pages: another site's form, which the browser would send with the
 * customer's cookie, does not have it.
 */
async function whoIsHere(
  tx: ShopTransaction,
  { customerId }: CentreSender,
  pass: string,
): Promise<{ person: CentrePerson; pass: string } | null> {
  const visit = await readMailboxVisit(tx, pass)
  if (visit) return { person: { by: 'link', subject: visit.subjectId, email: visit.email }, pass }
  const visitor = customerId === null ? null : await whoSends(tx, { customerId, pass })
  if (customerId === null || visitor?.by !== 'account') return null
  return { person: { by: 'customer', customerId }, pass: passOfCustomer(tx, customerId) }
}

async function workOwn(
  tx: ShopTransaction,
  { person }: { person: CentrePerson },
  { form, frame, isFromScript }: { form: OwnForm; frame: Awaited<ReturnType<typeof frameFor>>; isFromScript: boolean },
): Promise<CentreSent> {
  if (form.act === 'open') return { page: await composeCentre(tx, person, { frame, notice: null }) }
  const surface = 'privacy_centre' as const
  if (form.act === 'withdraw') {
    await withdrawEverything(tx, person, { id: form.id, language: form.language, surface })
    return { page: await composeCentre(tx, person, { frame, notice: 'withdrawn' }) }
  }
  const { id: choice, purpose, granted, language: shownIn } = form
  const result = await choose(tx, person, { id: choice, purpose, granted, language: shownIn, surface })
  if (isFromScript && result.ok) return { json: forScript(result.purposes, shownIn, purpose) }
  const notice = result.ok ? ('saved' as const) : { why: result.why }
  return { page: await composeCentre(tx, person, { frame, notice }) }
}

/** What counts now, which is not what was sent where the same choice was sent before. */
function forScript(purposes: readonly CentrePurpose[], locale: string, chosen: string): SwitchedForScript {
  const words = centreWords(centreLanguageOf(locale))
  return {
    said: words.texts.saved,
    granted: purposes.find((one) => one.id === chosen)?.isOn ?? false,
    purposes: purposes.map((one) => ({ id: one.id, isOn: one.isOn, stands: standsIn(one, words) })),
  }
}
