/** A person at the storefront's pages of requests, and the worker and the mail server behind them. */
import { Liquid } from 'liquidjs'
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, parseFragment, serialize } from 'parse5'
import { mailQueue } from '../../app/mail/queues.ts'
import { workMail } from '../../app/mail/send.ts'
import { forShop, pool } from '../../app/platform/db.ts'
import { readToken } from '../../app/platform/link-token.ts'
import type { Mail } from '../../app/platform/mail.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { type RegisterInput, settleVersion, writeDraft } from '../../app/register/index.ts'
import { workLink } from '../../app/requests/identity/send-link.ts'
import type { IdentityMethod } from '../../app/requests/offered-methods.ts'
import { workIntake } from '../../app/requests/person/work-intake.ts'
import { intakeQueue, linkQueue } from '../../app/requests/queues.ts'
import type { AdminApi } from '../../app/shopify/admin.ts'
import { INTERACTIVE } from '../../app/shopify/calls.ts'
import type { ShopClientProvider } from '../../app/shopify/shop-client.ts'
import { aRegister } from '../register/a-register.ts'
import { freezeJudged } from '../register/freeze.ts'
import { aShop, type Calls, type ProxyOptions, signedProxyPath } from '../setup/shopify-calls.ts'

const PATH = '/proxy/requests'

/** A shop whose published register offers these ways of being known. */
export async function aShopOffering(
  identityMethods: IdentityMethod[],
  changed: Partial<RegisterInput> = {},
): Promise<ShopDomain> {
  const shop = aShop() as ShopDomain
  const register = aRegister({ rightsChannel: { identityMethods }, ...changed })
  await forShop(shop, async (tx) => {
    const revision = await writeDraft(tx, { register, updatedAt: new Date(), updatedBy: '1' })
    await freezeJudged(tx, { revision, author: '1' })
    await settleVersion(tx, 1, { state: 'published', at: new Date() })
  })
  return shop
}

/** What Shopify says of customers: their addresses by id. */
export function shopifyWith(addresses: Map<string, string>): ShopClientProvider {
  const answers: Record<string, (variables: Record<string, string>) => object> = {
    KeptTimeZone: () => ({ shop: { ianaTimezone: 'Europe/Paris' } }),
    KeptCustomerMail: ({ id = '' }) => {
      const emailAddress = addresses.get(id.split('/').at(-1) ?? '')
      return { customer: { defaultEmailAddress: emailAddress ? { emailAddress } : null } }
    },
    KeptCustomerByEmail: ({ email }) => {
      const found = [...addresses].find(([, address]) => address === email)
      return { customerByIdentifier: found ? { legacyResourceId: found[0] } : null }
    },
  }
  const graphql = async (query: string, { variables = {} }: { variables?: Record<string, string> } = {}) => {
    const name = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? ''
    const data = answers[name]?.(variables)
    if (!data) throw new Error(`Nobody answers ${name}`)
    return { json: async () => ({ data }) }
  }
  return async () => ({ admin: { graphql } as unknown as AdminApi, retryPolicy: INTERACTIVE })
}

/** A mail with a one-time link, as it arrives. */
export interface ArrivedLink {
  to: string
  subject: string
  link: string
  /** The end of the link's address. */
  token: string
  requestId: string
}

const LINK = /https:\/\/\S+\/requests\/([\w-]{64})(?![\w-])/

/** Works the shop's jobs until none is left, and returns the links that arrived by mail meanwhile. */
export async function workRequestJobs(shop: ShopDomain, clientOf = shopifyWith(new Map())): Promise<ArrivedLink[]> {
  const mails: Mail[] = []
  const send = async (mail: Mail) => void mails.push(mail)
  for (;;) {
    const { rows } = await pool.query(
      `DELETE FROM pgboss.job WHERE name = ANY ($1) AND data ->> 'shop' = $2 RETURNING name, data`,
      [[intakeQueue.name, linkQueue.name, mailQueue.name], shop],
    )
    if (rows.length === 0) break
    for (const { name, data } of rows) {
      if (name === intakeQueue.name) await workIntake(intakeQueue.schema.parse(data), clientOf)
      else if (name === linkQueue.name) await workLink(linkQueue.schema.parse(data), clientOf)
      else await workMail(mailQueue.schema.parse(data), send, undefined, clientOf)
    }
  }
  const arrived: ArrivedLink[] = []
  for (const { to, subject, text } of mails) {
    const [link, token] = LINK.exec(text) ?? []
    const id = token ? (readToken(token)?.id ?? '') : ''
    const row = id ? await forShop(shop, (tx) => tx.identityLink.findFirst({ where: { id } })) : null
    if (link && token && row) arrived.push({ to, subject, link, token, requestId: row.requestId })
  }
  return arrived
}

const liquid = new Liquid({ strictFilters: true, ownPropertyOnly: true })

/** What Shopify makes of a page. */
export const rendered = (source: string, language = 'en'): Promise<string> =>
  liquid.parseAndRender(source, {
    request: { locale: { iso_code: language } },
    shop: { name: 'Secret', email: 'shop@shop.example' },
    routes: { account_url: '/account' },
    localization: {
      country: { iso_code: 'FR' },
      available_countries: [
        { iso_code: 'FR', name: 'France' },
        { iso_code: 'US', name: 'United States' },
      ],
    },
  })

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

function* elementsIn(node: Node): Generator<Element> {
  if ('tagName' in node) yield node
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsIn(child)
}
const attribute = (element: Element, name: string) => element.attrs.find((one) => one.name === name)?.value

export interface ShownForm {
  act: string
  fields: Record<string, string>
}

/** A page as the person sees it. */
export class ShownPage {
  readonly status: number
  readonly headers: Headers
  /** As HTML. */
  readonly html: string
  readonly forms: ShownForm[]
  readonly text: string

  constructor(answer: Response, page: string) {
    this.status = answer.status
    this.headers = answer.headers
    this.html = page
    const tree = parseFragment(page)
    this.forms = [...elementsIn(tree)]
      .filter(({ tagName, namespaceURI }) => tagName === 'form' && namespaceURI === html.NS.HTML)
      .map((form) => {
        const inputs = [...elementsIn(form)].filter((one) => attribute(one, 'type') === 'hidden')
        const fields = Object.fromEntries(
          inputs.map((one) => [attribute(one, 'name') ?? '', attribute(one, 'value') ?? '']),
        )
        return { act: fields.act ?? '', fields }
      })
    this.text = textIn(tree)
  }

  form(act: string): ShownForm {
    const found = this.forms.find((one) => one.act === act)
    if (!found) throw new Error(`The page has no form ${act}: ${this.forms.map((one) => one.act).join(', ')}`)
    return found
  }

  acts = (): string[] => this.forms.map(({ act }) => act)
}

const textIn = (node: Node): string =>
  defaultTreeAdapter.isTextNode(node)
    ? node.value
    : 'childNodes' in node && !('tagName' in node && node.tagName === 'style')
      ? node.childNodes.map(textIn).join(' ')
      : ''

export const htmlOf = (page: string): string => serialize(parseFragment(page))

let networks = 0

/** Somebody's browser: the storefront of a shop, signed in or not, from a network of their own. */
export function aBrowser(doors: Calls, signed: ProxyOptions, network = `198.51.${networks++ % 250}.7`) {
  const headers = { 'x-forwarded-for': network, origin: `https://${signed.shop}` }
  const show = async (answer: Response) => new ShownPage(answer, await rendered(await answer.text()))
  const get = async (path = '', options: ProxyOptions = {}) =>
    show(
      await fetch(doors.url + signedProxyPath(`${PATH}${path}`, { ...signed, ...options }), {
        headers,
        redirect: 'manual',
      }),
    )
  const send = (body: BodyInit, options: ProxyOptions = {}) =>
    fetch(doors.url + signedProxyPath(PATH, { ...signed, ...options }), {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
    })
  const post = async (fields: Record<string, string>, options: ProxyOptions = {}) =>
    show(await send(new URLSearchParams(fields), options))
  return {
    get,
    send,
    post,
    /** Presses the button of a form on this page, with what is typed into it. */
    press: (page: ShownPage, act: string, typed: Record<string, string> = {}) =>
      post({ ...page.form(act).fields, ...typed }),
    upload: async (page: ShownPage, file: Uint8Array, name = 'card.pdf') => {
      const form = new FormData()
      for (const [field, value] of Object.entries(page.form('prove').fields)) form.set(field, value)
      form.set('file', new Blob([new Uint8Array(file)], { type: 'application/pdf' }), name)
      return show(await send(form))
    },
    /** Opens the link of a mail and presses its button. */
    async follow({ token }: ArrivedLink) {
      return this.press(await get(`/${token}`), 'use')
    },
  }
}
