import { describe, expect, test } from 'vitest'
import { driftBetween } from '../../app/policy/compare/drift.ts'
import { hashOfPage } from '../../app/policy/render/hash-of-page.ts'
import { normaliseHtml } from '../../app/policy/render/normalise.ts'
import { shopPageOf } from '../../app/policy/render/page.ts'
import { aPolicy } from './a-policy.ts'

function published(): string {
  const rendered = shopPageOf(aPolicy('fr'))
  if (!rendered.ok) throw new Error(rendered.error.code)
  return rendered.page.html
}

const html = published()

describe('what Shopify may give back is the same page', () => {
  const cases: [string, (html: string) => string][] = [
    ['nothing changed', (page) => page],
    ['other entities', (page) => page.replaceAll('’', '&rsquo;').replaceAll('é', '&eacute;').replaceAll('è', '&#xE8;')],
    ['no-break spaces as entities', (page) => page.replaceAll('\u202F', '&#8239;').replaceAll('\u00A0', '&nbsp;')],
    ['no-break spaces as plain ones', (page) => page.replaceAll('\u202F', ' ').replaceAll('&nbsp;', ' ')],
    ['white space between elements', (page) => page.replaceAll('><', '>\n  <')],
    [
      'attributes stripped',
      (page) => page.replace(/ (?:id|style|role|tabindex|lang|scope|data-statement|aria-label(?:ledby)?)="[^"]*"/g, ''),
    ],
    [
      'attributes added',
      (page) =>
        page.replaceAll('<p>', '<p class="rte" dir="auto">').replaceAll('<a ', '<a rel="nofollow" target="_blank" '),
    ],
    ['names in capitals', (page) => page.replaceAll('<p>', '<P>').replaceAll('</p>', '</P>')],
    ['containers unwrapped', (page) => page.replace(/<\/?(?:div|nav|tbody|thead)[^>]*>/g, '')],
    ['sections that do not open', (page) => page.replace(/<\/?(?:details|summary)[^>]*>/g, '')],
    ['b for strong', (page) => page.replaceAll('<strong>', '<b>').replaceAll('</strong>', '</b>')],
    ['breaks closed', (page) => page.replaceAll('<br>', '<br />')],
    ['end tags left out', (page) => page.replaceAll('</li>', '').replaceAll('</dd>', '').replaceAll('</dt>', '')],
    ['a comment', (page) => `<!-- saved -->${page}`],
    ['decomposed letters', (page) => page.normalize('NFD')],
  ]

  test.each(cases)('%s', (_what, change) => {
    const back = change(html)
    expect(normaliseHtml(back)).toBe(normaliseHtml(html))
    expect(hashOfPage(back)).toBe(hashOfPage(html))
    expect(driftBetween(html, back).drifted).toBe(false)
  })
})

describe('what somebody changed in Shopify is found', () => {
  const cases: [string, (html: string) => string][] = [
    ['a word', (page) => page.replace('36 mois', '60 mois')],
    ['a paragraph gone', (page) => page.replace(/<li[^>]*>Nous ne vendons pas.*?<\/li>/, '')],
    ['a paragraph more', (page) => `${page}<p>Nous vendons tout.</p>`],
    [
      'where a link leads',
      (page) => page.replace('href="https://www.cnil.fr/fr/plaintes"', 'href="https://evil.example/"'),
    ],
    ['a heading made a paragraph', (page) => page.replace(/<h2([^>]*)>L’essentiel<\/h2>/, '<p$1>L’essentiel</p>')],
    ['a script', (page) => `${page}<script src="https://evil.example/x.js"></script>`],
    ['a picture', (page) => `${page}<img src="https://evil.example/x.png">`],
    ['two words run together', (page) => page.replace('36 mois', '36mois')],
    [
      'two sentences in another order',
      (page) => page.replace(/(<li[^>]*>Nous ne vendons pas.*?<\/li>)(.*?)(<li[^>]*>.*?<\/li>)/, '$3$2$1'),
    ],
  ]

  test.each(cases)('%s', (_what, change) => {
    const found = change(html)
    expect(found).not.toBe(html)
    expect(hashOfPage(found)).not.toBe(hashOfPage(html))
    expect(driftBetween(html, found).drifted).toBe(true)
  })

  test('the lines that differ are shown, on the side they are on', () => {
    const { lines } = driftBetween('<p>We sell nothing.</p><p>Ever.</p>', '<p>We sell everything.</p><p>Ever.</p>')
    expect(lines).toEqual([
      { text: 'We sell nothing.', change: 'removed' },
      { text: 'We sell everything.', change: 'added' },
      { text: 'Ever.', change: 'same' },
    ])
  })
})
