/** A shop whose published register has a switch of each kind, and what its ledger has. */
import { type LedgerEntry, readEvents } from '../../app/consent/index.ts'
import { mailQueue } from '../../app/mail/queues.ts'
import { workMail } from '../../app/mail/send.ts'
import { forShop, pool } from '../../app/platform/db.ts'
import type { Mail } from '../../app/platform/mail.ts'
import { type ShopDomain, shopDomain } from '../../app/platform/shop-domain.ts'
import { contentHash, insertVersion, type RegisterInput, settleVersion, writeDraft } from '../../app/register/index.ts'
import { aRegister } from '../register/a-register.ts'
import { rendered, ShownPage } from '../requests/a-person.ts'
import { aShop, type Calls, type ProxyOptions, signedProxyPath } from '../setup/shopify-calls.ts'
import { CENTRE_REGISTER } from './switches.ts'

/** A shop that has published a register, whatever rules would say of it. */
export async function aCentreShop(changed: Partial<RegisterInput> = {}): Promise<ShopDomain> {
  const shop = shopDomain.parse(aShop())
  await publish(shop, changed)
  return shop
}

export const publish = (shop: ShopDomain, changed: Partial<RegisterInput> = {}): Promise<void> =>
  forShop(shop, async (tx) => {
    const identityMethods: ('account_login' | 'email_link')[] = ['account_login', 'email_link']
    const register = aRegister({
      languages: { default: 'fr', offered: ['fr', 'en'] },
      rightsChannel: { identityMethods },
      ...CENTRE_REGISTER,
      ...changed,
    })
    await writeDraft(tx, { register, updatedAt: new Date(), updatedBy: '1' })
    const added = { hash: contentHash(register), author: '1', createdAt: new Date() }
    const { number } = await insertVersion(tx, added)
    await settleVersion(tx, number, { state: 'published', at: new Date() })
  })

const isEvent = (entry: LedgerEntry) => entry.kind === 'event'

/** Everything that the shop's ledger has, in order. */
export const eventsOf = async (shop: ShopDomain) =>
  (await forShop(shop, (tx) => readEvents(tx, 0, 1_000))).filter(isEvent).map(({ event }) => event)

let networks = 0

/** Somebody's browser in the shop's storefront, signed in or not, from a network of their own. */
export function aVisitor(doors: Calls, signed: ProxyOptions, language = 'en') {
  const headers = { 'x-forwarded-for': `203.0.${networks++ % 250}.7`, origin: `https://${signed.shop}` }
  const show = async (answer: Response) => new ShownPage(answer, await rendered(await answer.text(), language))
  const send = (body: BodyInit, options: ProxyOptions = {}, more: Record<string, string> = {}) =>
    fetch(doors.url + signedProxyPath('/proxy', { ...signed, ...options }), {
      method: 'POST',
      headers: { ...headers, ...more },
      body,
      redirect: 'manual',
    })
  const get = async (path = '', options: ProxyOptions = {}) =>
    show(await fetch(doors.url + signedProxyPath(`/proxy${path}`, { ...signed, ...options }), { headers }))
  const post = async (fields: Record<string, string>, options: ProxyOptions = {}) =>
    show(await send(new URLSearchParams(fields), options))
  return {
    get,
    post,
    send,
    /** The switch of a purpose on this page. */
    switchOf: (page: ShownPage, purpose: string): Record<string, string> => {
      const form = page.forms.find(({ fields }) => fields.act === 'choose' && fields.purpose === purpose)
      if (!form) throw new Error(`The page has no switch ${purpose}`)
      return form.fields
    },
    press: (page: ShownPage, act: string, typed: Record<string, string> = {}) =>
      post({ ...page.form(act).fields, ...typed }),
  }
}

const LINK = /https:\/\/\S+\/apps\/privacy\/enter\/([\w-]{64})(?![\w-])/

/** Sends the shop's mails, and returns the tokens of the links that arrived, by address. */
export async function arrivedLinks(shop: ShopDomain): Promise<{ to: string; token: string; text: string }[]> {
  const { rows } = await pool.query(`DELETE FROM pgboss.job WHERE name = $1 AND data ->> 'shop' = $2 RETURNING data`, [
    mailQueue.name,
    shop,
  ])
  const mails: Mail[] = []
  for (const { data } of rows) await workMail(mailQueue.schema.parse(data), async (mail) => void mails.push(mail))
  return mails.flatMap(({ to, text }) => {
    const token = LINK.exec(text)?.[1]
    return token ? [{ to, token, text }] : []
  })
}
