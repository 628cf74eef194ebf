import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import {
  LEDGER_PATH,
  publishedCheckpoint,
  publishedConsistency,
  publishedGuide,
  publishedKeys,
} from '../consent/index.ts'
import { forShop, type ShopTransaction } from '../platform/db.ts'
import { STAFF_LANGUAGES, type StaffLanguage } from '../platform/i18n.ts'
import { EVERYWHERE } from '../platform/response-headers.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import { TEXT_ONLY } from '../policy/index.ts'
import { answerPage, headerOf, Refusal } from './http.ts'
import { networkOfCaller } from './network.ts'
import { Rate, refuseWhoMustWait } from './rate.ts'

/** Calls per minute. A witness calls a few times an hour, and directly, not through Shopify. */
const ofNetwork = new Rate({ points: 120, mostKeys: 20_000 })
const ofShop = new Rate({ points: 600, mostKeys: 5_000 })

function checkRate(request: IncomingMessage, shop: ShopDomain): void {
  refuseWhoMustWait(ofNetwork.take(networkOfCaller(request)) || ofShop.take(shop), 'Too many questions')
}

/** A checkpoint lasts a day. A reader may get the one before for this long. */
const MAX_AGE_SECONDS = 60

const size = z
  .string()
  .regex(/^[1-9]\d{0,15}$/)
  .transform(Number)
  .pipe(z.int())
const sizes = z.object({ from: size, to: size.nullable() })

type Answer = (tx: ShopTransaction, query: URLSearchParams) => Promise<string | null>

const lines = (texts: readonly string[]) => texts.map((text) => `${text}\n`).join('')

const ANSWERS: Record<string, Answer> = {
  checkpoint: publishedCheckpoint,
  keys: async (tx) => {
    const keys = await publishedKeys(tx)
    return keys && lines(keys)
  },
  consistency: async (tx, query) => {
    const asked = sizes.safeParse({ from: query.get('from'), to: query.get('to') })
    if (!asked.success) throw new Refusal(400, 'A proof is from a size to a size: ?from=1&to=2')
    const proof = await publishedConsistency(tx, asked.data)
    return proof && lines(proof.map((node) => node.toString('base64')))
  },
}

/** The guide for auditors, in the language of `?language=`, else of the browser. */
const GUIDE = 'audit'

const languageOf = (request: IncomingMessage, query: URLSearchParams): StaffLanguage => {
  const wanted = query.get('language') ?? headerOf(request, 'accept-language') ?? ''
  return STAFF_LANGUAGES.find((each) => each === wanted.slice(0, 2).toLowerCase()) ?? 'en'
}

/**
 * A shop's transparency log, open to everybody: its last checkpoint, the verifier keys, proofs that an earlier
 * checkpoint is its beginning (one base64 hash per line, as C2SP tlog-witness takes them), and a page that says how to
 * check the ledger. 404 for everything that does not exist, also for unknown shops.
 */
export async function ledgerDoor(
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: { path: string; query: URLSearchParams },
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405, 'A log is read', { allow: 'GET' })
  const [name = '', what = '', ...rest] = path.slice(LEDGER_PATH.length + 1).split('/')
  const shop = shopDomain.safeParse(name)
  const answer = rest.length === 0 && Object.hasOwn(ANSWERS, what) ? ANSWERS[what] : undefined
  const isGuide = rest.length === 0 && what === GUIDE
  if (!shop.success || !(answer || isGuide)) throw new Refusal(404, 'No such log')
  checkRate(request, shop.data)
  if (!answer) return showGuide(request, response, { shop: shop.data, language: languageOf(request, query) })
  const text = await forShop(shop.data, (tx) => answer(tx, query))
  if (text === null) throw new Refusal(404, 'No such log')
  response.writeHead(200, {
    ...EVERYWHERE,
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': `public, max-age=${MAX_AGE_SECONDS}`,
    // Pages on other sites may read the log too.
    'access-control-allow-origin': '*',
  })
  response.end(request.method === 'HEAD' ? undefined : text)
}

async function showGuide(
  request: IncomingMessage,
  response: ServerResponse,
  { shop, language }: { shop: ShopDomain; language: StaffLanguage },
): Promise<void> {
  const page = await forShop(shop, (tx) => publishedGuide(tx, language))
  if (page === null) throw new Refusal(404, 'No such log')
  answerPage(request, response, page, {
    vary: 'accept-language',
    'cache-control': `public, max-age=${MAX_AGE_SECONDS}`,
    'content-security-policy': `${TEXT_ONLY}; frame-ancestors 'none'`,
  })
}
