/** The form in which words are compared: without case, accents and signs, one space between them. */

const MARKS = /\p{M}+/gu
const NOT_WORDS = /[^\p{L}\p{N}]+/gu

export const wordsOf = (text: string): string =>
  text.normalize('NFKD').replace(MARKS, '').toLowerCase().replaceAll('ß', 'ss').replace(NOT_WORDS, ' ').trim()
