import { v4 as uuidv4 } from 'uuid'
import { z } from 'zod'
import { storefrontTexts } from '../banner/index.ts'
import { recordOwnChoice, type ShownWording } from '../consent/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { isMailAddress } from '../platform/mail-address.ts'
import { vault } from '../platform/vault.ts'
import { inLanguage, languageOfLocale, MAX_MAIL_ADDRESS, MOST_CHOICES } from '../register/index.ts'
import { takeTurn } from '../requests/index.ts'
import { requireInstalled } from '../shopify/installation.ts'
import { identifiersOf, identify, identifyMailbox } from '../subjects/index.ts'
import { type AskedPurpose, sentChoice } from './model.ts'
import { type Published, readPublished } from './published.ts'

/** What the block `newsletter-consent` sends: the kinds of e-mail that somebody ticked. */
export const signUp = z.strictObject({
  id: sentChoice.shape.id,
  email: z.string().trim().max(MAX_MAIL_ADDRESS).refine(isMailAddress),
  purposes: z.array(sentChoice.shape.purpose).min(1).max(MOST_CHOICES),
  language: sentChoice.shape.language,
})
export type SignUp = z.infer<typeof signUp>

export type SignUpResult = 'recorded' | 'nothing_asked' | 'too_many'

/**
 * Records a sign-up with the words that were shown: as the customer's who is signed in, else as that of whoever reads the mailbox, of
 * whom nothing is proven (note 048). Shopify subscribes the address by itself, with its own confirmation.
 *
 * @throws NotInstalled
 */
export async function recordSignUp(
  tx: ShopTransaction,
  sent: SignUp,
  { customerId, network }: { customerId: string | null; network: string },
): Promise<SignUpResult> {
  await requireInstalled(tx)
  const published = await readPublished(tx)
  const asked = published?.asked.filter((one) => one.asks === 'email' && sent.purposes.includes(one.key)) ?? []
  if (!published || asked.length === 0) return 'nothing_asked'
  if (!(await takeTurn(tx, network))) return 'too_many'
  const subject =
    customerId === null ? await identifyMailbox(tx, sent.email) : await identify(tx, identifiersOf({ id: customerId }))
  const random = Buffer.from(vault.lookup(`${subject}/${sent.id.toLowerCase()}`, `${tx.shop}/sign-up`), 'hex')
  await recordOwnChoice(tx, {
    id: uuidv4({ random: random.subarray(0, 16) }),
    subject,
    source: 'newsletter',
    choices: Object.fromEntries(asked.map(({ key }) => [key, true])),
    shown: await shownOf(asked, published, sent.language),
    subscribes: [],
  })
  return 'recorded'
}

async function shownOf(
  asked: readonly AskedPurpose[],
  { language: own }: Published,
  language: string,
): Promise<ShownWording> {
  const texts = await storefrontTexts(language)
  const wanted = languageOfLocale(language) ?? own
  return {
    place: 'newsletter',
    language,
    purposes: asked.map(({ key, name, description }) => ({
      key,
      name: inLanguage(name, wanted, own),
      description: inLanguage(description, wanted, own),
    })),
    around: ['centre.ask', 'centre.any_time', 'centre.subscribe'].map((key) => texts.get(key) ?? ''),
  }
}
