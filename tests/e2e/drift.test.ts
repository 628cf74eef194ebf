import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { DEMO_SHOP } from '../stand-in/shop/seed.ts'
import { withThePublishedTemplate } from './a-fresh-shop.ts'
import { expectAccessible, LOOKS, openApp, openPage, takePicture } from './browser.ts'

withThePublishedTemplate()

const settings = () => `${new URL(inject('urls').admin).origin}/store/${DEMO_SHOP.split('.')[0]}/settings`

interface StoredMail {
  to: string
  subject: string
  text: string
}
const mails = async (): Promise<StoredMail[]> => (await fetch(new URL('/messages.json', inject('urls').mail))).json()

/** As if a day had passed since the last look. */
async function letADayPass(): Promise<void> {
  const database = new pg.Client({ connectionString: inject('stackDatabase') })
  await database.connect()
  await database.query('UPDATE drift_watches SET next_look_at = now() WHERE shop = $1', [DEMO_SHOP])
  await database.end()
}

/** Somebody edits the policy in Shopify's settings; returns what it said before. */
async function editPolicy(change: (body: string) => string): Promise<string> {
  const page = await openPage()
  await page.goto(settings())
  const editor = page.getByLabel('Privacy policy (HTML)')
  const before = await editor.inputValue()
  await editor.fill(change(before))
  await page.getByRole('button', { name: 'Save the policy' }).click()
  await page.context().close()
  return before
}

test('staff say who is told by mail', async () => {
  const page = await openPage()
  const app = await openApp(page, '/app/drift')
  await app.getByText('Another address').click()
  await app.getByLabel('E-mail address').fill('privacy@')
  await app.getByRole('button', { name: 'Save' }).click()
  await app.getByText('This is not an e-mail address.').waitFor()
  await app.getByLabel('E-mail address').fill('privacy@maison-thea.example')
  await app.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
  await app.getByText('Set by Théa Martin').waitFor()
  await app.getByText('privacy@maison-thea.example is told by mail').waitFor()
  await expectAccessible(page, '#app')
})

test('a policy that somebody changed in Shopify shows on Home, and a mail tells it', async () => {
  const before = await editPolicy((body) => body.replace('<p>', '<p>We may sell everything. '))
  await letADayPass()
  const told = async () => (await mails()).find(({ to }) => to === 'privacy@maison-thea.example')
  await expect.poll(told).toMatchObject({ subject: expect.stringContaining(DEMO_SHOP) })
  expect((await told())?.text).toContain('somebody changed, hid or deleted it in Shopify')
  for (const { size, locale } of LOOKS) {
    const page = await openPage(size)
    const app = await openApp(page, '/app', locale)
    const title = {
      en: 'A policy page was changed in Shopify',
      fr: 'Une page de la politique a été modifiée dans Shopify',
    }
    await app.getByRole('heading', { name: title[locale] }).waitFor()
    await takePicture(page, `home-drift-${size}-${locale}`)
    await expectAccessible(page, '#app')
  }
  const page = await openPage()
  const app = await openApp(page)
  await app.getByRole('link', { name: /^See the change/ }).click()
  await app.getByText('One page of your shop is not what was published').waitFor()

  await editPolicy(() => before)
  await openApp(page)
  await app.getByRole('button', { name: 'Look now' }).click()
  await page.getByRole('status').filter({ hasText: 'Kept has looked' }).waitFor()
  await app.getByRole('heading', { name: 'A policy page was changed in Shopify' }).waitFor({ state: 'detached' })
  await app.getByText('last compared your shop on').waitFor()
})
