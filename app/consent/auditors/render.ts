import { type Child, type Element, element, standalone } from '../../policy/index.ts'
import type { AuditorsGuide, GuideSection } from './guide.ts'

const listOf = (name: 'ol' | 'ul', items: readonly (readonly Child[])[]): Element[] =>
  items.length === 0
    ? []
    : [
        element(
          name,
          {},
          items.map((item) => element('li', {}, item)),
        ),
      ]

const paragraphs = (texts: readonly string[]) => texts.map((text) => element('p', {}, [text]))

/** Commands wrap, so that a printed page shows all of them. */
const COMMAND = 'white-space:pre-wrap;overflow-wrap:anywhere;background:#f3f3f3;padding:8px'

const sectionOf = ({ title, body, list, steps }: GuideSection): Element =>
  element('section', {}, [
    element('h2', {}, [title]),
    ...paragraphs(body),
    ...listOf(
      'ul',
      list.map((text) => [text]),
    ),
    ...listOf(
      'ol',
      steps.map(({ text, command }) => [text, element('pre', { style: COMMAND }, [element('code', {}, [command])])]),
    ),
  ])

/** The guide as a page of its own: readable on a phone, printable, without scripts and requests. */
export function renderGuide({ language, title, intro, facts, sections }: AuditorsGuide): string {
  const factOf = ({ value, isAddress }: AuditorsGuide['facts'][number]) =>
    isAddress ? element('a', { href: value }, [value]) : element('code', {}, [value])
  const head = [
    ...paragraphs([intro]),
    element(
      'dl',
      {},
      facts.flatMap((fact) => [element('dt', {}, [fact.term]), element('dd', {}, [factOf(fact)])]),
    ),
    ...sections.map(sectionOf),
  ]
  return standalone({ language, title, head, body: '' })
}
