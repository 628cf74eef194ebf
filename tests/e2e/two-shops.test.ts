import { expect, inject, test } from 'vitest'
import { openPage } from './browser.ts'

const tea = inject('urls').admin
const pots = tea.replace('maison-thea', 'toepferei-lindholz')

/** The app in the admin of a shop. */
async function openIn(admin: string, path = '/app') {
  const page = await openPage()
  await page.goto(`${admin}${path}?locale=en`)
  const app = page.frameLocator('#app')
  await app.locator('h1').first().waitFor()
  return { page, app }
}

test('what happens in one shop of the stand-in is seen in that shop only', async () => {
  const there = await openIn(tea, '/app/activity')
  const before = await countOf(there.app)
  const { page, app } = await openIn(pots)
  await app.getByRole('heading', { level: 1, name: 'Privacy at Töpferei Lindholz' }).waitFor()
  await app
    .getByRole('link', { name: 'Begin' })
    .or(app.getByRole('button', { name: 'Begin' }))
    .first()
    .waitFor()
  await page.goto(pots.replace('/apps/kept', '/customers'))
  await page.getByRole('button', { name: 'Request customer data' }).nth(3).click()
  await page.getByText('Kept answered 200').waitFor()
  await page.goto(`${pots}/app/activity?locale=en`)
  await app.getByRole('row').filter({ hasText: 'A customer asks for their data' }).getByText('Done').waitFor()
  expect(await countOf(app)).toBe(1)
  await there.page.reload()
  await there.app.getByRole('heading', { level: 1, name: 'Activity' }).waitFor()
  expect(await countOf(there.app)).toBe(before)
})

const countOf = (app: Awaited<ReturnType<typeof openIn>>['app']) =>
  app.getByRole('row').filter({ hasText: 'A customer asks for their data' }).count()
