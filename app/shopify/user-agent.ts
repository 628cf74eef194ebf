import type { IncomingMessage } from 'node:http'

/**
 * What a browser adds to its name when a program drives it: Chrome and Edge without a window, Lighthouse, Cypress.
 * A test of a merchant's or a developer's is no robot that found an address.
 */
const DRIVEN = /\bHeadless(?=[A-Z])| Chrome-Lighthouse\b| Cypress\/\S+/g

/** The name of the browser itself. */
export const withoutDriver = (userAgent: string) => userAgent.replace(DRIVEN, '')

/**
 * Shopify's library answers 410 to whatever calls itself a robot. A browser that a program drives is answered like any
 * other.
 */
export function admitDrivenBrowsers(request: IncomingMessage, _response: unknown, next: () => void): void {
  const userAgent = request.headers['user-agent']
  if (userAgent) request.headers['user-agent'] = withoutDriver(userAgent)
  next()
}
