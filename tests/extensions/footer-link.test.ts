import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { violationsIn } from '../setup/accessible.ts'
import { visit } from './browser.ts'
import { BANNER, type PageOptions, renderEmbed } from './storefront.ts'

const SALE = [...BANNER.purposes, { key: 'sale_of_data', signal: 'sale_of_data', since: 1 }]
const LINKED = { ...BANNER, purposes: SALE, choicesLink: 'us' }
const FOOTER = '<footer id="end"><p>Contact</p></footer>'
const CALIFORNIA: PageOptions = {
  banner: LINKED,
  locale: 'en',
  country: 'US',
  shopify: { region: 'USCA' },
  body: FOOTER,
}

const linkOn = (page: Page) => page.getByRole('link', { name: 'Your Privacy Choices' })
/** Shopify has answered, and what follows from it is done. */
const asked = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const { loadFeatures } = window.Shopify ?? {}
        if (loadFeatures) loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], () => setTimeout(resolve))
        else resolve()
      }),
  )

describe('a visitor from the United States', () => {
  test('finds the link at the end of the footer, with its icon, as a target that a thumb hits', async () => {
    await using shopper = await visit(CALIFORNIA)
    const { page } = shopper
    const link = page.locator('#end').getByRole('link', { name: 'Your Privacy Choices' })
    await link.waitFor()
    expect(await link.getAttribute('href')).toBe('/en/apps/privacy/privacy-choices')
    expect(await link.locator('svg[aria-hidden=true]').count()).toBe(1)
    const box = await link.boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(24)
    expect(await violationsIn(page.mainFrame(), '#end')).toEqual([])
  })

  test('reaches it with the keyboard', async () => {
    await using shopper = await visit(CALIFORNIA)
    const { page } = shopper
    await linkOn(page).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Your Privacy Choices' }).waitFor()
  })

  test('reads it on a phone of 320 px without scrolling sideways', async () => {
    await using shopper = await visit(CALIFORNIA, { viewport: { width: 320, height: 640 } })
    await linkOn(shopper.page).waitFor()
    expect(await shopper.page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  })

  test('whose browser sends GPC reads beside it that the signal is honoured', async () => {
    await using shopper = await visit(CALIFORNIA, { gpc: true })
    await shopper.page.locator('#end').getByText('privacy signal (GPC) is honoured').waitFor()
  })

  test('without GPC reads nothing of a signal', async () => {
    await using shopper = await visit(CALIFORNIA)
    await linkOn(shopper.page).waitFor()
    expect(await shopper.page.locator('#end').innerText()).not.toContain('GPC')
  })

  test('has it on a theme without a footer too, and after the theme draws its page anew', async () => {
    await using shopper = await visit({ ...CALIFORNIA, body: '' })
    const { page } = shopper
    await linkOn(page).waitFor()
    await page.evaluate((footer) => {
      const body = document.createElement('body')
      body.innerHTML = `<main><article><footer>Of an article</footer></article></main>${footer}`
      document.body.replaceWith(body)
    }, FOOTER)
    await page.locator('#end').getByRole('link', { name: 'Your Privacy Choices' }).waitFor()
    await page.evaluate(() => {
      const footer = document.querySelector('#end')
      if (footer) footer.innerHTML = '<p>Contact</p>'
    })
    await page.locator('#end').getByRole('link', { name: 'Your Privacy Choices' }).waitFor()
    expect(await linkOn(page).count()).toBe(1)
  })

  test('finds it once, in a page that runs its scripts again', async () => {
    await using shopper = await visit({ ...CALIFORNIA, body: '' })
    const { page } = shopper
    await linkOn(page).waitFor()
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const script = document.createElement('script')
          script.onload = resolve
          script.src = window.Kept.c.h.replace('held.', 'footer-link.')
          document.head.append(script)
        }),
    )
    expect(await linkOn(page).count()).toBe(1)
  })

  test('finds it once where the merchant has placed it', async () => {
    const block = await renderEmbed({ ...CALIFORNIA, country: 'CA' }, 'privacy-choices')
    await using shopper = await visit(
      { ...CALIFORNIA, country: 'CA', body: `<footer>${block}</footer>` },
      { gpc: true },
    )
    await linkOn(shopper.page).waitFor()
    expect(await linkOn(shopper.page).count()).toBe(1)
    await shopper.page.getByRole('contentinfo').getByText('is honoured').waitFor()
  })

  test('finds the merchant’s own link alone, where the footer’s menu has one', async () => {
    const menu = '<footer><a href="/en/apps/privacy/privacy-choices">Your Privacy Choices</a></footer>'
    await using shopper = await visit({ ...CALIFORNIA, body: menu })
    await asked(shopper.page)
    expect(await linkOn(shopper.page).count()).toBe(1)
  })
})

describe('who is in the United States', () => {
  const cases: [string, Partial<PageOptions>, { timezoneId?: string; answer?: unknown }, boolean][] = [
    ['in California, reading the shop for Canada', { country: 'CA' }, {}, true],
    ['in New York, where no law of sale is', { country: 'CA', shopify: { region: 'USNY' } }, {}, true],
    ['in a region that Shopify writes US-CA', { country: 'CA' }, { answer: 'US-CA' }, true],
    ['in Ontario', { country: 'CA', shopify: { region: 'CAON' } }, {}, false],
    ['nobody knows where', { country: 'JP', shopify: { region: '' } }, {}, false],
    ['in a region that is null', { country: 'JP', shopify: { region: 'JP13' } }, { answer: null }, false],
    ['in a region called fr', { country: 'JP', shopify: { region: 'JP13' } }, { answer: 'fr' }, false],
    ['behind a blocked Shopify, reading the shop for the US', { shopify: { loadAfter: 'error' } }, {}, true],
    [
      'behind a blocked Shopify, reading the shop for Japan',
      { country: 'JP', shopify: { loadAfter: 'error' } },
      {},
      false,
    ],
    [
      'in California, reading the shop for France, as its clock tells',
      { country: 'FR' },
      { timezoneId: 'America/Los_Angeles' },
      true,
    ],
    ['in France', { country: 'FR', shopify: { region: 'FRIDF' } }, { timezoneId: 'Europe/Paris' }, false],
  ]
  test.each(cases)('somebody %s', async (_, options, { timezoneId, answer }, sees) => {
    await using shopper = await visit({ ...CALIFORNIA, ...options }, { ...(timezoneId && { timezoneId }) })
    const { page } = shopper
    if (answer !== undefined) {
      await page.addInitScript((region) => {
        document.addEventListener('consentTrackingApiLoaded', () => {
          if (window.Shopify?.customerPrivacy) window.Shopify.customerPrivacy.getRegion = () => region as string
        })
      }, answer)
      await page.reload()
    }
    if (sees) await linkOn(page).waitFor()
    else {
      await asked(page)
      expect(await linkOn(page).count()).toBe(0)
    }
  })
})

describe('somebody in France', () => {
  const FRANCE: PageOptions = { banner: LINKED, country: 'FR', body: FOOTER }

  test('sees nothing of it, and their browser fetches nothing for it', async () => {
    await using shopper = await visit(FRANCE, { timezoneId: 'Europe/Paris' })
    await shopper.page.locator('site-choices section').waitFor()
    expect(shopper.shop.requests.filter((path) => /footer-link|choices\.js/.test(path))).toEqual([])
    expect(await shopper.page.getByText('Vos choix de confidentialité').count()).toBe(0)
  })

  test('sees it where the merchant wants it for everybody', async () => {
    await using shopper = await visit({ ...FRANCE, banner: { ...LINKED, choicesLink: 'everyone' } })
    await shopper.page.locator('#end').getByRole('link', { name: 'Vos choix de confidentialité' }).waitFor()
  })
})

test('a shop without visitors from the United States prints nothing of it', async () => {
  const { choicesLink: _, ...banner } = LINKED
  expect(await renderEmbed({ banner, country: 'US', locale: 'en' })).not.toContain('footer-link')
  expect((await renderEmbed({ banner, country: 'US' }, 'privacy-choices')).trim()).toBe('')
})
