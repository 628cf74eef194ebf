import { liquidText } from '../../../shopify/liquid.ts'
import { ANSWER_TEXTS } from '../../answer/file/texts.ts'
import type { CorrectablePlace, WrongValue } from '../../rectification/index.ts'
import { MAX_CORRECTED_LINE, MAX_STATEMENT } from '../../rectification/limits.ts'
import { CORRECTION_TEXTS, correctionName } from '../../rectification/told/in-words.ts'
import type { CorrectedField } from '../../rectification/words.ts'
import { CORRECTABLE, STATEMENT_SUBJECTS } from '../../rectification/words.ts'
import type { OwnCorrection, OwnRectification } from '../own-rectification.ts'
import type { OwnRequestDetail } from '../read-own.ts'
import { contactLine, form, hidden, inEveryLanguage, type PageFrame } from './frame.ts'
import type { PersonWords } from './texts.ts'

/** A text that is much too long is not written into the page in every language. */
const MOST_SHOWN = 2 * MAX_STATEMENT

/** Of the input of a field. */
export const VALUE_PREFIX = 'value_'

/** What the person has, what they want corrected, and the ways to say so. Empty for a request of another kind. */
export function rectificationSection(
  { frame, own, typedStatement }: { frame: PageFrame; own: OwnRequestDetail; typedStatement: string },
  words: PersonWords,
): string {
  const { rectification } = own
  if (!rectification) return ''
  return [
    proposals(rectification, words),
    rectification.canPropose ? held(frame, own.id, rectification, words) : '',
    rectification.canPropose ? statement(frame, own.id, typedStatement, words) : '',
    told(rectification, words),
  ].join('')
}

/** A value that may be none. */
const shown = (value: string | null, { say, texts }: PersonWords) =>
  value === null ? `<em>${say(texts.rectification.none)}</em>` : say(value)

const nameOf = ({ place, field, name }: OwnCorrection, { language }: PersonWords) =>
  correctionName({ place, field, name }, language)

function proposals({ corrections }: OwnRectification, words: PersonWords): string {
  if (corrections.length === 0) return ''
  const { say, texts } = words
  const { rectification: its } = texts
  const lines = corrections.map((one) => {
    const values =
      one.place === 'statement'
        ? `<blockquote>${shown(one.new, words)}</blockquote>`
        : `<dl><dt>${say(its.old)}</dt><dd>${shown(one.old, words)}</dd><dt>${say(its.new)}</dt><dd>${shown(one.new, words)}</dd></dl>`
    const reason = one.reason ? `<blockquote>${say(one.reason)}</blockquote>` : ''
    return `<li><strong>${say(nameOf(one, words))}</strong>${values}<p>${say(its.states[one.state])}</p>${reason}</li>`
  })
  return `<h2>${say(its.proposed)}</h2><ol>${lines.join('')}</ol>`
}

/** What a place is called: the customer's own record, or an address. */
function placeName({ kind, name }: Pick<CorrectablePlace, 'kind' | 'name'>, { language }: PersonWords): string {
  const { places } = CORRECTION_TEXTS[language]
  if (kind === 'metafield') return name || places.metafield
  if (kind === 'customer' || kind === 'new_address') return places[kind]
  return `${places[kind]} ${name}`
}

function held(
  frame: PageFrame,
  id: string,
  { reading, places }: Pick<OwnRectification, 'reading' | 'places'>,
  words: PersonWords,
): string {
  const { say, texts, language } = words
  const { rectification: its } = texts
  const { fields } = CORRECTION_TEXTS[language]
  const again = form(frame, { act: 'reread', fields: hidden('id', id), button: say(its.readAgain) })
  const title = `<h2>${say(its.title)}</h2>`
  if (reading === 'reading') return `${title}<p role="status">${say(its.reading)}</p>`
  if (reading !== 'read') return `${title}<p>${say(its.notRead)}</p>${again}`
  if (places.length === 0) return `${title}<p>${say(its.nothing)}</p>${again}`
  const shownPlaces = places.map((place, n) => {
    const values = CORRECTABLE[place.kind].fields
      .filter((field) => place.kind !== 'new_address' && field in place.values)
      .map((field) => {
        const name = field === 'value' ? place.name : fields[field]
        return `<dt>${say(name)}</dt><dd>${shown(place.values[field] ?? null, words)}</dd>`
      })
    const act = { act: 'correct', fields: hidden('id', id) + hidden('place', place.key) }
    if (place.kind === 'new_address') return form(frame, { ...act, button: say(its.add) })
    const named = `kept-place-${n}-${language}`
    const choose = form(frame, { ...act, button: say(its.correct), describedBy: named })
    return `<section><h3 id="${named}">${say(placeName(place, words))}</h3><dl>${values.join('')}</dl>${choose}</section>`
  })
  return `${title}<p>${say(its.intro)}</p>${shownPlaces.join('')}${again}`
}

function statement(frame: PageFrame, id: string, typed: string, words: PersonWords): string {
  const { say, texts, language } = words
  const { rectification: its } = texts
  const { tables } = ANSWER_TEXTS[language]
  const options = STATEMENT_SUBJECTS.map((about) => `<option value="${about}">${say(tables[about])}</option>`)
  const fields = [
    hidden('id', id),
    `<label>${say(its.about)}<select name="about">${options.join('')}</select></label>`,
    `<label>${say(its.statement)}<textarea name="text" rows="4" required maxlength="${MAX_STATEMENT}">${liquidText(typed.slice(0, MOST_SHOWN))}</textarea></label>`,
  ].join('')
  return `<h2>${say(its.statementTitle)}</h2><p>${say(its.statementBody)}</p>${form(frame, { act: 'state', fields, button: say(its.state) })}`
}

function told({ recipients }: OwnRectification, { say, texts, language }: PersonWords): string {
  if (recipients.length === 0) return ''
  const names = new Intl.ListFormat(language).format(recipients)
  return `<p>${say(texts.rectification.recipients, { names })}</p>`
}

interface CorrectPage {
  frame: PageFrame
  id: string
  place: CorrectablePlace
  /** When the values were read that the person sees. */
  readAt: string
  /** What was typed and could not be taken. */
  typed: Readonly<Record<string, string>>
  wrong: readonly WrongValue[]
}

/** The form in which the values of one place are corrected: each as it is held, to be written over. */
export const correctPage = (page: CorrectPage): string => inEveryLanguage((words) => written(page, words))

const inputId = (field: CorrectedField, { language }: PersonWords) => `kept-correct-${field}-${language}`

function written({ frame, id, place, readAt, typed, wrong }: CorrectPage, words: PersonWords): string {
  const { say, texts } = words
  const { rectification: its } = texts
  const fields = CORRECTABLE[place.kind].fields.filter((field) => field in place.values)
  const removal = place.canRemove
    ? `<label class="kept-choice"><input type="checkbox" name="remove" value="on"><span>${say(its.remove)}</span></label>`
    : ''
  const inputs = fields.map((field) => input(place, field, { typed, wrong }, words))
  const carried = hidden('id', id) + hidden('place', place.key) + hidden('at', readAt)
  return [
    `<h1>${say(its.formTitle)}</h1>${problems(wrong, words)}`,
    `<h2>${say(placeName(place, words))}</h2><p>${say(its.formBody)}</p>`,
    form(frame, { act: 'propose', fields: `${carried}${inputs.join('')}${removal}`, button: say(its.propose) }),
    form(frame, { act: 'open', fields: hidden('id', id), button: say(its.back) }),
    contactLine(frame, say(texts.contact)),
  ].join('')
}

function problems(wrong: CorrectPage['wrong'], words: PersonWords): string {
  const { say, texts } = words
  if (wrong.length === 0) return ''
  const { fields } = CORRECTION_TEXTS[words.language]
  const lines = wrong.map(
    ({ field, problem }) =>
      `<li><a href="#${inputId(field, words)}">${say(fields[field])}: ${say(texts.rectification.problems[problem])}</a></li>`,
  )
  return `<div role="alert" tabindex="-1" autofocus><h2>${say(texts.invalidTitle)}</h2><ul>${lines.join('')}</ul></div>`
}

function input(
  place: CorrectablePlace,
  field: CorrectedField,
  { typed, wrong }: Pick<CorrectPage, 'typed' | 'wrong'>,
  words: PersonWords,
): string {
  const { say, texts, language } = words
  const name = field === 'value' ? place.name : CORRECTION_TEXTS[language].fields[field]
  const value = liquidText((typed[VALUE_PREFIX + field] ?? place.values[field] ?? '').slice(0, MOST_SHOWN))
  const problem = wrong.find((one) => one.field === field)?.problem
  const id = inputId(field, words)
  const marks = problem ? ` aria-invalid="true" aria-describedby="${id}-error"` : ''
  const attributes = `id="${id}" name="${VALUE_PREFIX}${field}"${marks}`
  const control =
    place.type === 'multi_line_text_field'
      ? `<textarea ${attributes} rows="4" maxlength="${MAX_STATEMENT}">${value}</textarea>`
      : `<input type="text" ${attributes} value="${value}" maxlength="${MAX_CORRECTED_LINE}">`
  const error = problem ? `<p id="${id}-error"><strong>${say(texts.rectification.problems[problem])}</strong></p>` : ''
  return `<label>${say(name)}${control}</label>${error}`
}
