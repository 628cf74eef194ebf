/** Finds the part of a policy that is for professionals: "PROFESSIONAL RELATIONSHIPS CALLED BTOB". */
import type { PolicyLanguage } from '../../languages.ts'
import { mentionsIn } from '../signals/terms.ts'
import { wordsOf } from '../words-of.ts'

/** "5- For legal purposes" in one part is "6- For legal purposes" in the other. */
const unnumbered = (heading: string) => wordsOf(heading).replace(/^(?:\d+ )+/, '')

/** So many headings of the first part come again: the policy says everything twice, and the rest is the second part. */
const ENOUGH_REPEATED = 2

/** Follows the headings of a policy in order. */
export class BusinessPart {
  readonly #seen = new Set<string>()
  #level: number | null = null
  #repeated = 0

  get isOpen(): boolean {
    return this.#level !== null
  }

  /** A heading begins. The part ends with the next heading of its level, unless the first part had that heading too. */
  enter(heading: string, level: number, language: PolicyLanguage): void {
    const words = unnumbered(heading)
    const isBusiness = mentionsIn(wordsOf(heading), language).has('business')
    if (this.#level === null) {
      if (isBusiness) this.#level = level
      else this.#seen.add(words)
      return
    }
    if (isBusiness) return
    if (this.#seen.has(words)) this.#repeated += 1
    else if (level <= this.#level && this.#repeated < ENOUGH_REPEATED) this.#level = null
  }
}
