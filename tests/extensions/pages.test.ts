import { expect, test } from 'vitest'
import { endVisits, newVisitor } from '../setup/browser.ts'

test('a page that throws, complains or asks somebody outside fails its test; what the test brings about is named', async () => {
  const context = await newVisitor({ expects: /^known/ })
  await context.route('http://outside.example/', (route) => route.fulfill({ status: 204 }))
  const page = await context.newPage()
  const thrown = page.waitForEvent('pageerror')
  await page.goto('data:text/html,<title>A shop</title>')
  await page.evaluate(async () => {
    console.error('known')
    console.log('no complaint')
    console.warn('deprecated')
    await fetch('http://outside.example/', { mode: 'no-cors' })
    setTimeout(() => {
      throw new Error('broken')
    })
  })
  await thrown
  expect(await endVisits()).toEqual([
    expect.stringContaining('deprecated'),
    'asked for http://outside.example/',
    expect.stringContaining('broken'),
  ])
})
