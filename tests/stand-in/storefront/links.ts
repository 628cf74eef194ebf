import type { IncomingMessage } from 'node:http'
import type { Shop } from '../shop/model.ts'

/** The shop's domain is nowhere but here: what a page links to there is found on this storefront. The text stays. */
export const leadingHere =
  ({ domain }: Shop, { headers }: IncomingMessage) =>
  (html: string): string =>
    html.replaceAll(`href="https://${domain}`, `href="http://${headers.host}`)
