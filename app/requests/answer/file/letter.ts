/** The cover letter: what was asked, what was found, what is not in it and why, and what the person can do about it. */
import escapeHtml from 'escape-html'
import { type AnswerFacts, articleFor, KEPT_TABLES, type TableSurvey } from './model.ts'
import { pageFrame } from './pages/frame.ts'
import { type AnswerTranslator, answerTranslator } from './texts.ts'
import { unreadLine } from './unread-line.ts'

type LetterPart = { type: 'heading' | 'paragraph'; text: string } | { type: 'list'; items: string[] }

function letterOf(facts: AnswerFacts, tables: readonly TableSurvey[], translator: AnswerTranslator): LetterPart[] {
  const { translate, date } = translator
  const said = (...texts: (string | false)[]): LetterPart => ({
    type: 'paragraph',
    text: texts.filter((text) => text !== false).join(' '),
  })
  const { kind, regime, asker, controller, identifiedOn } = facts
  const { supervisoryAuthority: authority } = controller
  const contact = controller.dpoEmail ?? controller.email
  const titleOf = (wanted: string) =>
    facts.information.sections.find(({ section }) => section === wanted)?.title ?? translate('information')
  return [
    said(translate('letterText.greeting')),
    said(
      translate('letterText.received', { date: date(facts.receivedOn) }),
      asker !== 'person' && translate(`letterText.${asker}`),
      translate(`letterText.${kind}`, { article: articleFor(facts.language, regime, kind) }),
      translate('letterText.reference', { reference: facts.id }),
    ),
    said(
      identifiedOn !== null && translate('letterText.identified', { date: date(identifiedOn) }),
      translate('letterText.answered', { date: date(facts.madeOn) }),
    ),
    ...found(tables, translator),
    ...masked(tables, translator),
    ...unread(facts, translator),
    ...(kind === 'portability'
      ? [
          { type: 'heading' as const, text: translate('letterText.portabilityTitle') },
          said(translate('letterText.portabilityText')),
        ]
      : []),
    { type: 'heading', text: translate('letterText.doneTitle') },
    said(
      translate('letterText.doneText'),
      translate('letterText.keptText', { retention: titleOf('retention') }),
      translate('letterText.recipientsText', { recipients: titleOf('recipients') }),
    ),
    { type: 'heading', text: translate('letterText.rightsTitle') },
    said(translate('letterText.rightsText')),
    said(
      translate('letterText.complaint'),
      authority !== null && translate('letterText.authority', { name: authority.name, url: authority.url }),
    ),
    ...(contact === null ? [] : [said(translate('letterText.contact', { contact }))]),
    said(translate('letterText.closing')),
    said(controller.name),
  ]
}

function found(tables: readonly TableSurvey[], { translate }: AnswerTranslator): LetterPart[] {
  const heading: LetterPart = { type: 'heading', text: translate('letterText.foundTitle') }
  if (tables.length === 0) return [heading, { type: 'paragraph', text: translate('letterText.foundNothing') }]
  const source = (title: 'foundShopify' | 'foundKept', ofIt: readonly TableSurvey[]): LetterPart[] =>
    ofIt.length === 0
      ? []
      : [
          { type: 'paragraph', text: translate(`letterText.${title}`) },
          {
            type: 'list',
            items: ofIt.map(({ table, rows }) =>
              translate('letterText.item', {
                table: translate(`tables.${table}`),
                rows: translate('rows', { count: rows }),
              }),
            ),
          },
        ]
  const isKept = ({ table }: TableSurvey) => KEPT_TABLES.has(table)
  return [
    heading,
    ...source(
      'foundShopify',
      tables.filter((each) => !isKept(each)),
    ),
    ...source('foundKept', tables.filter(isKept)),
  ]
}

function masked(tables: readonly TableSurvey[], { translate, columnName }: AnswerTranslator): LetterPart[] {
  const items = tables.flatMap((surveyed) =>
    surveyed.masked.map(({ column, ground, count }) =>
      translate('letterText.maskedItem', {
        table: translate(`tables.${surveyed.table}`),
        column: columnName(column),
        ground: translate(`grounds.${ground}`),
        rows: translate('rows', { count }),
      }),
    ),
  )
  if (items.length === 0) return []
  return [
    { type: 'heading', text: translate('letterText.maskedTitle') },
    { type: 'list', items },
  ]
}

function unread({ unread }: AnswerFacts, translator: AnswerTranslator): LetterPart[] {
  if (unread.length === 0) return []
  return [
    { type: 'heading', text: translator.translate('letterText.unreadTitle') },
    { type: 'list', items: unread.map((line) => unreadLine(line, translator)) },
  ]
}

/** As plain text, to be copied into an e-mail. */
export function letterText(facts: AnswerFacts, tables: readonly TableSurvey[]): string {
  const parts = letterOf(facts, tables, answerTranslator(facts.language))
  const lines = parts.map((part) =>
    part.type === 'list' ? part.items.map((item) => `- ${item}`).join('\n') : part.text,
  )
  return `${lines.join('\n\n')}\n`
}

export function letterPage(facts: AnswerFacts, tables: readonly TableSurvey[]): string {
  const translator = answerTranslator(facts.language)
  const { before, after } = pageFrame({ language: facts.language, title: translator.translate('letter') })
  const parts = letterOf(facts, tables, translator).map((part) => {
    if (part.type === 'list') return `<ul>${part.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>\n`
    const tag = part.type === 'heading' ? 'h2' : 'p'
    return `<${tag}>${escapeHtml(part.text)}</${tag}>\n`
  })
  return `${before}${parts.join('')}${after}`
}
