import type { IncomingMessage } from 'node:http'

/**
 * What browsers add to their user agent when a program controls them: headless Chrome and Edge, Lighthouse, Cypress. A
 * merchant's or developer's test is not a crawler.
 */
const DRIVEN = /\bHeadless(?=[A-Z])| Chrome-Lighthouse\b| Cypress\/\S+/g

/** The browser's own name. */
export const withoutDriver = (userAgent: string) => userAgent.replace(DRIVEN, '')

/** Shopify's library answers 410 to user agents of robots. A browser that a program controls is answered normally. */
export function admitDrivenBrowsers(request: IncomingMessage, _response: unknown, next: () => void): void {
  const userAgent = request.headers['user-agent']
  if (userAgent) request.headers['user-agent'] = withoutDriver(userAgent)
  next()
}
