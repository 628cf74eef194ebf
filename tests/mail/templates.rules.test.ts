import { type DefaultTreeAdapterMap, parse } from 'parse5'
import { describe, expect, test } from 'vitest'
import { filled, placeholdersOf, REQUIRED_PLACEHOLDERS, wordingProblems } from '../../app/mail/model.ts'
import { ownWording, renderMail } from '../../app/mail/render.ts'
import { MAIL_TEXTS } from '../../app/mail/texts.ts'
import { sampleValues } from '../../app/mail/wording/sample.ts'
import { isForStaff, MAIL_TEMPLATES, PERSON_TEMPLATES } from '../../app/mail/words.ts'
import { WRITTEN_LANGUAGES } from '../../app/register/words.ts'

type Element = DefaultTreeAdapterMap['element']
type Node = DefaultTreeAdapterMap['node']

const elements = (node: Node): Element[] => [
  ...('tagName' in node ? [node] : []),
  ...('childNodes' in node ? node.childNodes.flatMap(elements) : []),
]
const attribute = ({ attrs }: Element, name: string) => attrs.find((one) => one.name === name)?.value

const SENDER = {
  name: 'Maison Théa SARL',
  contact: 'bonjour@maison-thea.example',
  centre: 'https://maison-thea.example/apps/privacy',
}
const EVERY = MAIL_TEMPLATES.flatMap((template) => WRITTEN_LANGUAGES.map((language) => ({ template, language })))

const render = (template: (typeof MAIL_TEMPLATES)[number], language: (typeof WRITTEN_LANGUAGES)[number], given = {}) =>
  renderMail({
    template,
    language,
    values: { ...sampleValues(template, language, '2026-11-27'), ...given },
    sender: SENDER,
    wording: null,
  })

describe.each(EVERY)('$template in $language', ({ template, language }) => {
  test('Kept’s own text is one that staff could save', () => {
    expect(wordingProblems(template, ownWording(template, language))).toEqual([])
  })

  test('a reader gets the shop’s name, the link and no unfilled word, also as plain text', () => {
    const { subject, html, text } = render(template, language)
    expect(subject).toContain(SENDER.name)
    for (const part of [subject, html.replace(/<head>.*?<\/head>/s, ''), text])
      expect(part).not.toMatch(/[{}]|undefined/)
    expect(text).toContain(SENDER.name)
    const hasButton = MAIL_TEXTS[language].templates[template].button !== null
    expect(text.includes('https://example.com/')).toBe(hasButton)
    expect(text.includes(SENDER.contact)).toBe(!isForStaff(template))
    expect(html.length).toBeLessThan(20_000)
  })

  test('a screen reader knows the language, the title and the order; nothing is loaded from elsewhere', () => {
    const { subject, html } = render(template, language)
    const all = elements(parse(html))
    const named = (tag: string) => all.filter(({ tagName }) => tagName === tag)
    expect(named('html').map((one) => attribute(one, 'lang'))).toEqual([language])
    expect(named('h1')).toHaveLength(1)
    expect(html).toContain(`<title>${subject}</title>`)
    for (const table of named('table')) expect(attribute(table, 'role')).toBe('presentation')
    for (const tag of ['img', 'link', 'script', 'iframe', 'style']) expect(named(tag), tag).toEqual([])
    expect(html).not.toMatch(/url\(|src=/)
    for (const link of named('a')) expect(attribute(link, 'href')).toBe('https://example.com/')
  })
})

test('who is refused learns why, where to complain and that there is a court, whatever staff write', () => {
  for (const language of WRITTEN_LANGUAGES) {
    const { fixed } = MAIL_TEXTS[language].templates.refused
    expect(fixed).toContain('{authority}')
    const { text } = renderMail({
      template: 'refused',
      language,
      values: {
        kind: 'x',
        receivedOn: '2026-11-01',
        reason: 'Manifestly unfounded',
        authority: 'CNIL, https://www.cnil.fr',
      },
      sender: SENDER,
      wording: { subject: 'No', paragraphs: ['{kind}: {reason}'] },
    })
    expect(text).toContain('Manifestly unfounded')
    expect(text).toContain('CNIL, https://www.cnil.fr')
    expect(text).toMatch(/court|tribunal|Gericht|giudice|rechter/)
  }
})

test('days stand in the words of the language', () => {
  expect(render('more_time', 'fr').text).toContain('27 novembre 2026')
  expect(render('more_time', 'de').text).toContain('27. November 2026')
  expect(render('more_time', 'nl').text).toContain('27 november 2026')
})

test('what somebody wrote is text: no mark-up of theirs reaches the reader, and no placeholder in it is filled', () => {
  const { html, text } = render('refused', 'en', { reason: '<a href="https://evil.example">{shop}</a>\nSecond line' })
  expect(html).toContain('&lt;a href=&quot;https://evil.example&quot;&gt;{shop}&lt;/a&gt;')
  expect(text).toContain('<a href="https://evil.example">{shop}</a>\nSecond line')
})

describe('a text of staff’s own', () => {
  const wording = (paragraphs: string[], subject = 'Hello') => wordingProblems('more_time', { subject, paragraphs })

  test.each([
    [['{dueOn} {reason}'], 'Hello', []],
    [['{dueOn}'], 'Hello', [{ field: 'paragraphs', problem: 'missing_placeholder', names: ['reason'] }]],
    [
      ['{dueOn} {reason} {naame}'],
      'Hello',
      [{ field: 'paragraphs', problem: 'unknown_placeholder', names: ['naame'] }],
    ],
    [['{dueOn} {reason} {'], 'Hello', [{ field: 'paragraphs', problem: 'stray_brace', names: [] }]],
    [['{dueOn} {reason}'], ' ', [{ field: 'subject', problem: 'empty', names: [] }]],
    [['{dueOn} {reason}'], '{link}', [{ field: 'subject', problem: 'unknown_placeholder', names: ['link'] }]],
    [['{dueOn} {reason}'], 'x'.repeat(151), [{ field: 'subject', problem: 'too_long', names: [] }]],
    [['{dueOn} {reason}', 'x'.repeat(1501)], 'Hello', [{ field: 'paragraphs', problem: 'too_long', names: [] }]],
    [[' '], 'Hello', [{ field: 'paragraphs', problem: 'empty', names: [] }]],
  ])('%j with the subject %j', (paragraphs, subject, problems) => {
    expect(wording(paragraphs, subject)).toEqual(problems)
  })

  test('a placeholder that a mail must have is one that it can fill in', () => {
    for (const template of MAIL_TEMPLATES) {
      expect(placeholdersOf(template)).toEqual(expect.arrayContaining([...REQUIRED_PLACEHOLDERS[template]]))
    }
  })
})

test('a mail to staff has no field for what a person wrote or who they are', () => {
  for (const template of MAIL_TEMPLATES.filter(isForStaff)) {
    expect(placeholdersOf(template).toSorted()).toEqual(
      ['shop', 'kind', 'dueOn', ...(template === 'staff_due' ? ['daysLeft'] : [])].toSorted(),
    )
  }
  expect(PERSON_TEMPLATES.some(isForStaff)).toBe(false)
})

test('a placeholder without a value leaves no hole', () => {
  expect(filled('Due {dueOn} at {shop}.', { shop: 'X' })).toBe('Due at X.')
})
