import { expect, test } from 'vitest'
import { violationsIn } from '../setup/accessible.ts'
import { newVisitor } from '../setup/browser.ts'

const PALE = '<p style="color:#ccc;background:#fff">hardly to be read</p>'
const a = (content: string) =>
  `<!doctype html><html lang="en"><title>A shop</title><main><h1>A shop</h1>${content}</main></html>`

test.each([
  ['in a shadow root', a(`<div><template shadowrootmode="open">${PALE}</template></div>`), 1],
  ['in a frame', a(`<iframe title="Inside" srcdoc='${a(PALE)}'></iframe>`), 1],
  ['on the page and in a frame', a(`${PALE}<iframe title="Inside" srcdoc='${a(PALE)}'></iframe>`), 2],
  ['nowhere', a(`<iframe title="Inside" srcdoc='${a('<p>A text</p>')}'></iframe>`), 0],
])('what somebody cannot read is found where it stands: %s', async (_, html, faults) => {
  const page = await (await newVisitor()).newPage()
  await page.goto(`data:text/html,${encodeURIComponent(html)}`)
  // Asked twice: what was found faultless may be remembered, a fault may not be forgotten.
  for (let times = 0; times < 2; times += 1) {
    const rules = (await violationsIn(page.mainFrame())).map((violation) => violation.split(':')[0])
    expect(rules).toEqual(Array.from({ length: faults }, () => 'color-contrast'))
  }
})
