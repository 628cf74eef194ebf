import { diffArrays, diffWordsWithSpace } from 'diff'

/** A run of words that is the same on both sides, or only on one. */
export interface ChangedText {
  text: string
  change: 'same' | 'removed' | 'added'
}

/** Words that came or went, beyond which nobody follows them one by one. The work grows with their square. */
const MOST_WORD_EDITS = 400
/** Characters of both sides together. A text of the register has 4,000 at most. */
const MOST_CHARACTERS = 40_000
const MOST_LINE_EDITS = 1_000
/** Lines of both sides together: of two pages of 512 KB as Kept writes them. */
const MOST_LINES = 40_000

/** What a comparison as a whole may take, on whatever machine: beyond it, what is left is shown as replaced. */
export class Budget {
  readonly #until: number

  constructor(milliseconds = 2_000) {
    this.#until = performance.now() + milliseconds
  }

  get left(): number {
    return Math.max(0, this.#until - performance.now())
  }
}

/** The words of a text before and after, in the order in which they are read; paragraphs where too many differ. */
export function wordsBetween(before: string, after: string, budget = new Budget()): ChangedText[] {
  const bounds = { maxEditLength: MOST_WORD_EDITS, timeout: budget.left }
  const isShort = before.length + after.length <= MOST_CHARACTERS
  const found = isShort && budget.left > 0 ? diffWordsWithSpace(before, after, bounds) : undefined
  if (!found) return inText(replaced(before.split('\n'), after.split('\n')))
  return found.map(({ value, added, removed }) => ({ text: value, change: changeOf({ added, removed }) }))
}

/** Whole lines that are the same, gone or new. */
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

/** Everything between what both begin and end with. */
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

/** Lines as runs of one text: put together, what stayed and what went is the text before, as with words. */
function inText(lines: readonly ChangedText[]): ChangedText[] {
  const lastOf = (side: 'removed' | 'added') =>
    lines.findLastIndex(({ change }) => change === 'same' || change === side)
  const [lastBefore, lastAfter] = [lastOf('removed'), lastOf('added')]
  return lines.map((line, index) => {
    const ends = line.change === 'added' ? index === lastAfter : index === lastBefore
    return ends ? line : { ...line, text: `${line.text}\n` }
  })
}
