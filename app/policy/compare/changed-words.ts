import { diffArrays, diffWordsWithSpace } from 'diff'

/** A piece of text that is the same on both sides, or on one side only. */
export interface ChangedText {
  text: string
  change: 'same' | 'removed' | 'added'
}

/** The most added and removed words that are compared one by one. The work grows with their square. */
const MOST_WORD_EDITS = 400
/** Characters of both sides together. A text of the register has at most 4,000. */
const MOST_CHARACTERS = 40_000
const MOST_LINE_EDITS = 1_000
/** Lines of both sides together: those of two 512 KB pages that Kept rendered. */
const MOST_LINES = 40_000

/** The time limit of a whole comparison on any machine. Beyond it, the rest is shown as replaced. */
export class Budget {
  readonly #until: number

  constructor(milliseconds = 2_000) {
    this.#until = performance.now() + milliseconds
  }

  get left(): number {
    return Math.max(0, this.#until - performance.now())
  }
}

/** The differing words of two texts, in reading order; whole paragraphs when too many words differ. */
export function wordsBetween(before: string, after: string, budget = new Budget()): ChangedText[] {
  const bounds = { maxEditLength: MOST_WORD_EDITS, timeout: budget.left }
  const isShort = before.length + after.length <= MOST_CHARACTERS
  const found = isShort && budget.left > 0 ? diffWordsWithSpace(before, after, bounds) : undefined
  if (!found) return inText(replaced(before.split('\n'), after.split('\n')))
  return found.map(({ value, added, removed }) => ({ text: value, change: changeOf({ added, removed }) }))
}

/** The differing lines of two texts. */
export function linesBetween(
  before: readonly string[],
  after: readonly string[],
  budget = new Budget(),
): ChangedText[] {
  const bounds = { maxEditLength: MOST_LINE_EDITS, timeout: budget.left }
  const isShort = before.length + after.length <= MOST_LINES
  const found = isShort && budget.left > 0 ? diffArrays([...before], [...after], bounds) : undefined
  if (!found) return replaced(before, after)
  return found.flatMap(({ value, added, removed }) =>
    value.map((text): ChangedText => ({ text, change: changeOf({ added, removed }) })),
  )
}

const changeOf = ({ added, removed }: { added: boolean; removed: boolean }): ChangedText['change'] =>
  added ? 'added' : removed ? 'removed' : 'same'

/** Shows everything between the common beginning and the common end as replaced. */
function replaced(before: readonly string[], after: readonly string[]): ChangedText[] {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start += 1
  let end = 0
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  const as = (change: ChangedText['change'], lines: readonly string[]) =>
    lines.map((text): ChangedText => ({ text, change }))
  return [
    ...as('same', before.slice(0, start)),
    ...as('removed', before.slice(start, before.length - end)),
    ...as('added', after.slice(start, after.length - end)),
    ...as('same', before.slice(before.length - end)),
  ]
}

/** Lines as pieces of one text: the unchanged and removed pieces together are the text before, as with words. */
function inText(lines: readonly ChangedText[]): ChangedText[] {
  const lastOf = (side: 'removed' | 'added') =>
    lines.findLastIndex(({ change }) => change === 'same' || change === side)
  const [lastBefore, lastAfter] = [lastOf('removed'), lastOf('added')]
  return lines.map((line, index) => {
    const ends = line.change === 'added' ? index === lastAfter : index === lastBefore
    return ends ? line : { ...line, text: `${line.text}\n` }
  })
}
