import { diffArrays, diffWordsWithSpace } from 'diff'

/** A run of words that is the same on both sides, or only on one. */
export interface Words {
  text: string
  change: 'same' | 'removed' | 'added'
}

/** The words of a text before and after, in the order in which they are read. */
export const wordsBetween = (before: string, after: string): Words[] =>
  diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    text: value,
    change: added ? 'added' : removed ? 'removed' : 'same',
  }))

/** Whole lines that are the same, gone or new. */
export const linesBetween = (before: readonly string[], after: readonly string[]): Words[] =>
  diffArrays([...before], [...after]).flatMap(({ value, added, removed }) =>
    value.map((text): Words => ({ text, change: added ? 'added' : removed ? 'removed' : 'same' })),
  )
