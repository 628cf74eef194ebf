import { expect, test } from 'vitest'
import { banner, preferences, press, visit } from './browser.ts'
import { BANNER } from './storefront.ts'

test('a recipient names its purposes even when the name of one holds the sign that parts them', async () => {
  const text = (name: string) => ({ fr: { name, description: 'x' } })
  await using shopper = await visit({
    banner: {
      ...BANNER,
      purposes: [
        { key: 'analytics', signal: 'analytics', text: text('Un|deux') },
        { key: 'marketing', signal: 'marketing', text: text('Trois') },
      ],
    },
  })
  await press(shopper.page, 'who')
  const names = await preferences(shopper.page).locator('h3 + ul li').allTextContents()
  expect(names.map((name) => name.trim().replace(/\s+/g, ' '))).toEqual([
    'Mesure SAS (FR) · Undeux',
    'Réclame GmbH (DE) · Undeux · Trois',
  ])
})

test('what is written in the configuration prints as text: nobody can run a script in the shop through it', async () => {
  const evil = `</script></style></template>"'><img src=x onerror="window.pwned=1"><script>window.pwned=1</script>`
  const wanted = {
    banner: {
      ...BANNER,
      version: evil,
      months: evil,
      purposes: [
        { key: evil, signal: evil, text: { fr: { name: evil, description: evil } }, since: evil },
        { key: 'analytics', signal: 'analytics', text: { fr: { name: evil, description: evil } } },
      ],
      recipients: [{ name: evil, country: evil, purposes: ['analytics', evil] }],
      recipientsVersion: evil,
      trackers: { [evil]: [evil] },
      look: { position: evil, background: evil, text: evil, button: evil, buttonText: evil, reopen: evil },
      policyUrl: `javascript:alert(1)//${evil}`,
      proxy: evil,
    },
  }
  // Nobody answers at such an address.
  await using shopper = await visit(wanted, { expects: /status of 404 .*\/shown\)?$/ })
  const { page } = shopper
  await banner(page).waitFor()
  expect(await banner(page).locator('li').first().textContent()).toBe(`${evil} – ${evil}`)
  await press(page, 'who')
  expect(await preferences(page).locator('h3 + ul').textContent()).toContain(evil)
  await press(page, 'yes')
  // An image like theirs, asked for after them, has failed: theirs would have failed, and run, before it.
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        document.body.append(Object.assign(new Image(), { onerror: resolve, src: 'x' }))
      }),
  )
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
  expect(await page.locator('site-choices img, site-choices script').count()).toBe(0)
  expect(await page.locator('site-choices section a').getAttribute('href')).not.toMatch(/^javascript:/)
})

test('a shop that has switched the banner off, or not yet configured it, prints nothing', async () => {
  await using off = await visit({ banner: {} })
  expect(await off.page.locator('template').count()).toBe(0)
  expect(await off.page.evaluate(() => 'Kept' in window)).toBe(false)
})
