import { isbot } from 'isbot'
import { describe, expect, test } from 'vitest'
import { withoutDriver } from '../../app/shopify/user-agent.ts'

const LINUX = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)'
const CHROME = `${LINUX} Chrome/153.0.0.0 Safari/537.36`

describe('what Shopify’s library takes for a robot (isbot), and refuses with 410', () => {
  test.each([
    ['Chrome without a window', `${LINUX} HeadlessChrome/153.0.0.0 Safari/537.36`],
    ['Edge without a window', `${LINUX} HeadlessChrome/153.0.0.0 Safari/537.36 HeadlessEdg/153.0.0.0`],
    ['Lighthouse', `${CHROME} Chrome-Lighthouse`],
    ['Cypress', `${LINUX} Cypress/15.0.0 Chrome/153.0.0.0 Safari/537.36`],
  ])('is not %s: a test opens the pages as a person does', (_name, userAgent) => {
    expect(isbot(userAgent)).toBe(true)
    expect(isbot(withoutDriver(userAgent))).toBe(false)
  })

  test.each([
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'curl/8.14.1',
    'node',
    'python-requests/2.32',
  ])('is still %s', (userAgent) => {
    expect(withoutDriver(userAgent)).toBe(userAgent)
    expect(isbot(withoutDriver(userAgent))).toBe(true)
  })

  test('never was a person’s browser, which keeps its name', () => {
    expect(withoutDriver(CHROME)).toBe(CHROME)
  })
})
