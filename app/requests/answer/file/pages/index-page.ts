import escapeHtml from 'escape-html'
import type { AnswerFacts, TableSurvey } from '../model.ts'
import type { AnswerTranslator } from '../texts.ts'
import { unreadLine } from '../unread-line.ts'
import { pageFrame } from './frame.ts'
import { rowWriter } from './rows.ts'
import { pagesOf, pageTitle } from './table-pages.ts'

/**
 * The page to begin with: the data, and how it is used. Short tables are on it, long ones have pages of their own.
 *
 * @param isAlone without the archive around it, as staff see it before it goes out: its links lead nowhere
 */
export function indexPage(
  facts: AnswerFacts,
  tables: readonly TableSurvey[],
  translator: AnswerTranslator,
  { isAlone = false } = {},
): string {
  const { translate, date } = translator
  const controller = facts.controller.name
  const title = translate('title', { controller })
  const { before, after } = pageFrame({ language: translator.language, title })
  const intro = translate(facts.kind === 'access' ? 'intro' : 'introPortability', {
    controller,
    date: date(facts.madeOn),
  })
  const link = (href: string, text: string) =>
    isAlone && !href.startsWith('#') ? escapeHtml(text) : `<a href="${href}">${escapeHtml(text)}</a>`
  const item = (href: string, text: string, inside = '') => `<li>${link(href, text)}${inside}</li>`
  const named = ({ table, rows }: TableSurvey) =>
    `${translate(`tables.${table}`)} (${translate('rows', { count: rows })})`
  const contents = tables.map((each) => item(`#table-${each.table}`, named(each))).join('')
  return [
    before,
    `<p>${escapeHtml(intro)}</p>\n<nav aria-labelledby="contents"><h2 id="contents">${escapeHtml(translate('contents'))}</h2><ul>`,
    item('letter.html', translate('letter')),
    item('#data', translate('data'), contents && `<ul>${contents}</ul>`),
    ...(facts.unread.length > 0 ? [item('#unread', translate('letterText.unreadTitle'))] : []),
    item('#information', translate('information')),
    item('#files', translate('files')),
    '</ul></nav>\n',
    `<h2 id="data">${escapeHtml(translate('data'))}</h2>\n`,
    ...(facts.kind === 'portability' ? [`<p>${escapeHtml(translate('letterText.portabilityText'))}</p>\n`] : []),
    ...(tables.length === 0 ? [`<p>${escapeHtml(translate('letterText.foundNothing'))}</p>\n`] : []),
    ...tables.flatMap((surveyed) => [
      `<h3 id="table-${surveyed.table}">${escapeHtml(named(surveyed))}</h3>\n`,
      ...(surveyed.kept ? rowsShown(surveyed, translator) : [linksTo(surveyed, translator, link)]),
    ]),
    ...unread(facts, translator),
    `<h2 id="information">${escapeHtml(translate('information'))}</h2>\n${facts.information.html}\n`,
    `<h2 id="files">${escapeHtml(translate('files'))}</h2>\n<p>${escapeHtml(translate('filesText'))}</p>\n`,
    after,
  ].join('')
}

function rowsShown(surveyed: TableSurvey, translator: AnswerTranslator): string[] {
  const writer = rowWriter(surveyed, translator)
  const rows = surveyed.kept ?? []
  return [writer.before, ...rows.map((row, index) => writer.row(row, index + 1)), writer.after]
}

function linksTo(surveyed: TableSurvey, translator: AnswerTranslator, link: (href: string, text: string) => string) {
  const items = pagesOf(surveyed).map((page) => `<li>${link(page.name, pageTitle(surveyed, page, translator))}</li>`)
  return `<ul>${items.join('')}</ul>\n`
}

function unread({ unread }: AnswerFacts, translator: AnswerTranslator): string[] {
  if (unread.length === 0) return []
  const items = unread.map((line) => `<li>${escapeHtml(unreadLine(line, translator))}</li>`)
  return [
    `<h2 id="unread">${escapeHtml(translator.translate('letterText.unreadTitle'))}</h2>\n<ul>${items.join('')}</ul>\n`,
  ]
}
