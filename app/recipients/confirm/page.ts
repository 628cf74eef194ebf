/**
 * The page on which a recipient reads a notice and answers it, without a login and without scripts. Written without JSX,
 * because Node itself reads this file where the demo's history is made.
 */
import { createElement as h, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { WrittenLanguage } from '../../mail/index.ts'
import { typeset } from '../../platform/typography.ts'
import { MAX_TASK_NOTE } from '../limits.ts'
import type { TaskSecret } from '../secret.ts'
import { RECIPIENT_TEXTS } from '../texts.ts'
import { NOTICE_ARTICLES, type NoticeOccasion } from '../words.ts'

const STYLE = `
body { background: #f4f4f4; color: #222; font: 16px/1.5 system-ui, sans-serif; margin: 0; padding: 24px 12px }
main { background: #fff; border-radius: 8px; margin: 0 auto; max-width: 640px; padding: 24px 28px; overflow-wrap: anywhere }
h1 { font-size: 22px; margin: 0 0 16px } h2 { font-size: 17px; margin: 24px 0 8px }
dl { display: grid; gap: 4px 16px; grid-template-columns: max-content 1fr; margin: 0 } dt { color: #555 } dd { margin: 0 }
@media (max-width: 480px) { dl { grid-template-columns: 1fr } }
button { background: #1f3d2b; border: 0; border-radius: 6px; color: #fff; cursor: pointer; font: inherit; font-weight: 600; padding: 10px 18px }
button.other { background: #fff; border: 1px solid #1f3d2b; color: #1f3d2b }
label { display: block; margin: 0 0 4px } textarea { border: 1px solid #777; border-radius: 6px; box-sizing: border-box; font: inherit; padding: 8px; width: 100% }
form { margin: 0 0 16px } .small { color: #555; font-size: 14px } .wrong { color: #8e1f0b }
`

export interface NoticePageContent {
  language: WrittenLanguage
  shop: string
  occasion: NoticeOccasion
  reference: string
  answerBy: string
  secret: TaskSecret
  /** A refusal without a reason was sent. */
  isReasonMissing: boolean
}

export interface AnsweredPageContent {
  language: WrittenLanguage
  shop: string
  state: 'confirmed' | 'refused' | 'ended'
  on: string
}

const filled = (text: string, values: Record<string, string>) =>
  text.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '')

const dayText = (day: string, language: WrittenLanguage) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))

const wordsOf =
  (language: WrittenLanguage) =>
  (name: keyof (typeof RECIPIENT_TEXTS)['en']['page'], values: Record<string, string> = {}) =>
    typeset(filled(RECIPIENT_TEXTS[language].page[name], values), language)

function document(language: WrittenLanguage, title: string, children: ReactNode): string {
  const head = h(
    'head',
    null,
    h('meta', { charSet: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'robots', content: 'noindex' }),
    h('title', null, title),
    // No sign of it needs an escape.
    h('style', null, STYLE),
  )
  const body = h('body', null, h('main', null, h('h1', null, title), children))
  return `<!doctype html>${renderToStaticMarkup(h('html', { lang: language }, head, body))}`
}

const facts = (rows: readonly (readonly [string, string | null])[]) =>
  h(
    'dl',
    null,
    rows.flatMap(([term, value]) =>
      value === null ? [] : [h('dt', { key: `t-${term}` }, term), h('dd', { key: `d-${term}` }, value)],
    ),
  )

/** Fields that have a name in the reader's language; others are shown as they are called. */
const NAMED_FIELDS = ['email', 'phone', 'first_name', 'last_name'] as const

/** A form for each answer. */
function answerForms(t: ReturnType<typeof wordsOf>, isReasonMissing: boolean): ReactNode[] {
  const reasonId = 'reason'
  return [
    h(
      'form',
      { key: 'confirm', method: 'post' },
      h('input', { type: 'hidden', name: 'answer', value: 'confirm' }),
      h('p', { className: 'small' }, t('confirmHelp')),
      h('button', { type: 'submit' }, t('confirm')),
    ),
    h(
      'form',
      { key: 'refuse', method: 'post' },
      h('input', { type: 'hidden', name: 'answer', value: 'refuse' }),
      h('h2', null, t('refuse')),
      isReasonMissing && h('p', { className: 'wrong', role: 'alert' }, t('reasonMissing')),
      h('label', { htmlFor: reasonId }, t('reason')),
      h('textarea', { id: reasonId, name: 'reason', rows: 4, required: true, maxLength: MAX_TASK_NOTE }),
      h('p', null, h('button', { type: 'submit', className: 'other' }, t('send'))),
    ),
  ]
}

/** Whom it is about, and how it is answered. */
export function noticePage({
  language,
  shop,
  occasion,
  reference,
  answerBy,
  secret,
  ...sent
}: NoticePageContent): string {
  const t = wordsOf(language)
  const { person, changes, corrected } = secret
  const nameOf = (field: string) => {
    const known = NAMED_FIELDS.find((one) => one === field)
    return known ? t(known) : field
  }
  return document(language, t('title'), [
    h(
      'p',
      { key: 'from' },
      t('from', { shop, article: NOTICE_ARTICLES[occasion], occasion: RECIPIENT_TEXTS[language].occasions[occasion] }),
    ),
    h('h2', { key: 'who' }, t('who')),
    h(
      'div',
      { key: 'person' },
      facts([
        [t('email'), person.email],
        [t('phone'), person.phone],
        [t('customerId'), person.customerId],
        [t('reference'), reference],
      ]),
    ),
    changes.length > 0 && h('h2', { key: 'what' }, t('what')),
    changes.length > 0 &&
      h(
        'ul',
        { key: 'changes' },
        changes.map((one, n) => h('li', { key: String(n) }, one)),
      ),
    corrected.length > 0 && h('h2', { key: 'right' }, t('corrected')),
    corrected.length > 0 &&
      h('div', { key: 'corrected' }, facts(corrected.map(({ field, value }) => [nameOf(field), value] as const))),
    h('p', { key: 'by' }, t('answerBy', { day: dayText(answerBy, language) })),
    ...answerForms(t, sent.isReasonMissing),
  ])
}

/** What became of it. It names nobody. */
export function answeredPage({ language, shop, state, on }: AnsweredPageContent): string {
  const t = wordsOf(language)
  return document(language, t('title'), h('p', null, t(state, { shop, day: dayText(on, language) })))
}

/** The same for every link that leads nowhere: wrong, over, of another shop. */
export function noNoticePage(language: WrittenLanguage): string {
  const t = wordsOf(language)
  return document(language, t('goneTitle'), h('p', null, t('gone')))
}
