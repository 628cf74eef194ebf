import type { StandInOptions } from '../options.ts'
import { eraseCustomer, personIn } from '../shop/erase.ts'
import { type Customer, customerWith, INSTALLATION_ID } from '../shop/model.ts'
import type { ShopState } from '../shop/state.ts'
import { signedWebhook } from '../signed.ts'

/** What was sent last, and what the app answered; status 0 when it did not. */
export interface Sent {
  topic: string
  status: number
  body: string
}

interface Webhook {
  body: object
  /** What becomes of the shop at Shopify itself. */
  afterwards?: () => void
}

/** Tells the app what Shopify tells it, signed as Shopify does. */
export async function sendWebhook(
  options: StandInOptions,
  state: ShopState,
  topic: string,
  customerId: number,
): Promise<Sent> {
  const body = happens(state, { topic, customerId, at: state.now() })
  if (!body) return { topic, status: 0, body: 'The stand-in does not send this' }
  return post(options, state, topic, body)
}

/** Does to the shop what Shopify does at that moment, and gives what Shopify tells the app; null for what it never sends. */
export function happens(
  state: ShopState,
  { topic, customerId, at }: { topic: string; customerId: number; at: Date },
): object | null {
  const webhook = webhookAbout(state, topic, customerWith(state.shop, customerId), at)
  webhook?.afterwards?.()
  return webhook?.body ?? null
}

/** Sends the app a webhook, signed as Shopify does. */
export async function post(options: StandInOptions, state: ShopState, topic: string, body: object): Promise<Sent> {
  const signed = signedWebhook(topic, body, { secret: options.apiSecret, shop: state.shop.domain, at: state.now() })
  const { host, port } = options.appUpstream
  try {
    const answer = await fetch(`http://${host}:${port}${signed.path}`, {
      method: 'POST',
      headers: signed.headers,
      body: new Uint8Array(signed.body),
    })
    return { topic, status: answer.status, body: await answer.text() }
  } catch (error) {
    return { topic, status: 0, body: error instanceof Error ? error.message : String(error) }
  }
}

function webhookAbout(state: ShopState, topic: string, customer: Customer | undefined, at: Date): Webhook | undefined {
  const { shop } = state
  switch (topic) {
    case 'customers/data_request': {
      if (!customer) return undefined
      const { named, orders } = personIn(state, customer)
      return { body: { ...named, orders_requested: orders, data_request: { id: state.nextId() } } }
    }
    case 'customers/redact': {
      if (!customer) return undefined
      const { named, orders } = personIn(state, customer)
      return {
        body: { ...named, orders_to_redact: orders },
        afterwards: () => eraseCustomer(state, customer, at),
      }
    }
    case 'app/uninstalled':
      return {
        body: { id: 1, name: shop.name, domain: shop.domain, myshopify_domain: shop.domain, email: shop.email },
        afterwards: () => uninstall(state),
      }
    case 'shop/redact':
      return { body: { shop_id: 1, shop_domain: shop.domain } }
    default:
      return undefined
  }
}

/** An app that is removed loses its tokens and its app-data metafields. */
function uninstall(state: ShopState): void {
  state.shop.tokens = []
  state.shop.grantedScopes = []
  state.shop.metafields = state.shop.metafields.filter(({ ownerId }) => ownerId !== INSTALLATION_ID)
  state.changed()
}
