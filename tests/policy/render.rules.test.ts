import fc from 'fast-check'
import { micromark } from 'micromark'
import { describe, expect, test } from 'vitest'
import { POLICY_LANGUAGES } from '../../app/policy/languages.ts'
import type { PolicyDocument } from '../../app/policy/model.ts'
import { toMarkdown } from '../../app/policy/render/markdown.ts'
import { MOST_BYTES, shopPageOf } from '../../app/policy/render/page.ts'
import { type Register, type RegisterInput, register } from '../../app/register/index.ts'
import { aDataCategory, aPurpose, aRecipient, aRegister, aTracker, theTemplate } from '../register/a-register.ts'
import { aCookiePage, aPolicy, attribute, type Parsed, parsed, parsedPage } from './a-policy.ts'

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()

const OURS = new Set([
  ...['html', 'head', 'title', 'body', 'main', 'div', 'nav', 'ul', 'li', 'a', 'h2', 'h3', 'h4', 'h5', 'p', 'br'],
  ...['strong', 'span', 'dl', 'dt', 'dd', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
])

const byTag = ({ elements }: Parsed, ...tags: string[]) => elements.filter(({ tagName }) => tags.includes(tagName))

const pages: [string, PolicyDocument][] = POLICY_LANGUAGES.flatMap((language): [string, PolicyDocument][] => [
  [`the policy in ${language}`, aPolicy(language)],
  [`the cookie page in ${language}`, aCookiePage(language)],
])

describe.each(pages)('%s', (_name, document) => {
  const page = parsedPage(document)

  test('is read by a browser without an error, and holds only elements of ours', () => {
    expect(page.errors).toEqual([])
    expect([...new Set(page.elements.map(({ tagName }) => tagName))].filter((tag) => !OURS.has(tag))).toEqual([])
  })

  test('can be walked by its headings: none is skipped, the first is an h2', () => {
    const levels = byTag(page, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6').map(({ tagName }) => Number(tagName[1]))
    const skipped = levels.filter((level, index) => level > (levels[index - 1] ?? 1) + 1)
    expect(levels[0]).toBe(2)
    expect(skipped).toEqual([])
  })

  test('has every id once, and its table of contents leads somewhere', () => {
    const ids = page.elements.flatMap((element) => attribute(element, 'id') ?? [])
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    const leads = byTag(page, 'a').flatMap((element) => attribute(element, 'href') ?? [])
    const inPage = leads.filter((href) => href.startsWith('#')).map((href) => href.slice(1))
    expect(inPage.length).toBeGreaterThan(2)
    expect(inPage.filter((id) => !ids.includes(id))).toEqual([])
  })

  test('has tables that say what their columns and rows are, in a region that scrolls on a phone', () => {
    expect(byTag(page, 'table').length).toBeGreaterThan(0)
    for (const cell of byTag(page, 'th')) expect(['row', 'col']).toContain(attribute(cell, 'scope'))
    const regions = page.elements.filter((element) => attribute(element, 'role') === 'region')
    expect(regions).toHaveLength(byTag(page, 'table').length)
    const ids = new Set(page.elements.map((element) => attribute(element, 'id')))
    const labels = regions.map((region) => attribute(region, 'aria-labelledby'))
    expect(new Set(labels).size).toBe(labels.length)
    for (const region of regions) {
      expect(attribute(region, 'tabindex')).toBe('0')
      for (const id of (attribute(region, 'aria-labelledby') ?? '').split(' ')) expect(ids.has(id)).toBe(true)
    }
  })

  test('says nothing less without ids, styles and data attributes, which a host may strip', () => {
    const html = shopPageOf(document)
    if (!html.ok) throw new Error(html.error.code)
    const stripped = html.page.html.replace(
      / (?:id|style|role|tabindex|data-statement|aria-label(?:ledby)?)="[^"]*"/g,
      '',
    )
    expect(parsed(stripped).text).toBe(page.text)
  })
})

/** Any text that a register takes, with more of what could be taken for markup. */
const anyName = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          ...['<script>', '</script>', '<img src=x onerror=alert(1)>', '"', "'", '&amp;', '&', '<!--', '-->', ']]>'],
          ...['</td>', '</p>', '{name}', '{', "'{", '<b>', '`', '*', '_', '[x](javascript:alert(1))', '| --- |', '# '],
          ...['1. ', '- ', '\\', '~~', '![', '<https://x.example>', 'javascript:', 'a', ' ', '=', '---', '+ ', '> '],
        ),
        { minLength: 1, maxLength: 6 },
      )
      .map((parts) => parts.join('')),
  )
  .map((text) => text.replace(/[\r\n\t]/g, ' '))

function hostile(name: string): Register | undefined {
  const written: RegisterInput = {
    ...aRegister(),
    controller: { ...aRegister().controller, name },
    purposes: [
      aPurpose({
        name: { en: name },
        description: { en: name },
        legalBasis: 'legitimate_interests',
        legitimateInterest: { en: name },
      }),
    ],
    dataCategories: [aDataCategory({ name: { en: name }, items: [{ en: name }], sourceNote: { en: name } })],
    recipients: [aRecipient({ name: { en: name }, note: { en: name } })],
    storagePlaces: [{ id: 'place', audience: ['consumer'], name: { en: name }, country: 'FR' }],
    clauses: [{ id: 'clause', audience: ['consumer'], section: 'security', title: { en: name }, text: { en: name } }],
    trackers: [aTracker({ provider: name, description: { en: name } })],
  }
  const parsed = register.safeParse(written)
  return parsed.success ? parsed.data : undefined
}

describe('what a merchant writes prints as text', () => {
  test('in HTML, for any text', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const given = hostile(name)
        fc.pre(given !== undefined)
        const said = squeezed(given.purposes[0]?.name.en ?? '')
        for (const document of [aPolicy('en', given), aCookiePage('en', given)]) {
          const page = parsedPage(document)
          expect(page.errors).toEqual([])
          expect(page.elements.filter(({ tagName }) => !OURS.has(tagName))).toEqual([])
          for (const link of byTag(page, 'a')) expect(attribute(link, 'href')).toMatch(/^(https?:\/\/|mailto:|#)/)
        }
        const { statements } = parsedPage(aPolicy('en', given))
        expect(statements.get('consumer.purpose.orders')?.startsWith(said)).toBe(true)
        expect(statements.get('consumer.clause.clause') ?? statements.get('general.clause.clause')).toBe(
          squeezed(`${said} ${said}`),
        )
      }),
      { numRuns: 300 },
    )
  })

  test('in Markdown, for any text', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const given = hostile(name)
        fc.pre(given !== undefined)
        const said = squeezed(given.purposes[0]?.name.en ?? '')
        const page = parsed(micromark(toMarkdown(aPolicy('en', given))))
        const headings = byTag(page, 'h3', 'h4').map((element) => element)
        expect(
          page.elements.filter(({ tagName }) =>
            ['script', 'img', 'b', 'em', 'code', 'pre', 'blockquote', 'ol', 'hr'].includes(tagName),
          ),
        ).toEqual([])
        expect(headings.length).toBeGreaterThan(3)
        for (const link of byTag(page, 'a')) expect(attribute(link, 'href')).toMatch(/^(https?:\/\/|mailto:)/)
        // As often as in the document itself: name, description, interest and the lists that name it.
        expect(page.text.split(said).length).toBeGreaterThan(7)
      }),
      { numRuns: 300 },
    )
  })

  test('a purpose called <script> is one', () => {
    const given = aRegister({ purposes: [aPurpose({ name: { en: '<script>alert("x")</script>' } })] })
    const rendered = shopPageOf(aPolicy('en', given))
    if (!rendered.ok) throw new Error(rendered.error.code)
    expect(rendered.page.html).toContain('&lt;script&gt;alert("x")&lt;/script&gt;')
    expect(rendered.page.html).not.toContain('<script')
  })
})

describe('size', () => {
  /** As large as a shop’s register gets: every purpose for both audiences, with texts as long as the template’s. */
  function large(purposes: number, trackers: number, description?: string): Register {
    const template = theTemplate()
    const many = <Entry extends { id: string }>(entries: readonly Entry[], count: number): unknown[] =>
      Array.from({ length: count }, (_, index) => {
        const entry = entries[index % entries.length]
        return { ...entry, id: `${entry?.id}-${index}`, audience: ['consumer', 'professional'] }
      })
    return register.parse({
      ...template,
      purposes: [
        ...template.purposes,
        ...many(
          template.purposes.map((purpose) =>
            description === undefined ? purpose : { ...purpose, description: { en: description, fr: description } },
          ),
          purposes - template.purposes.length,
        ),
      ],
      trackers: [...template.trackers, ...many(template.trackers, trackers - template.trackers.length)],
    })
  }

  test.each(POLICY_LANGUAGES)('200 purposes and 500 trackers fit into what Shopify takes, in %s', (language) => {
    const given = large(200, 500)
    for (const document of [aPolicy(language, given), aCookiePage(language, given)]) {
      const rendered = shopPageOf(document)
      expect(rendered, `${document.document} ${language}`).toMatchObject({ ok: true })
    }
  })

  test('a policy that is too large is an error that staff can be told, not a refusal in the middle of publishing', () => {
    const rendered = shopPageOf(aPolicy('fr', large(200, 20, 'é'.repeat(2_000))))
    expect(rendered).toMatchObject({
      ok: false,
      error: { code: 'page_too_large', document: 'policy', language: 'fr', mostBytes: MOST_BYTES },
    })
    if (!rendered.ok) expect(rendered.error.bytes).toBeGreaterThan(MOST_BYTES)
  })
})
