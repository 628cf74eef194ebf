import { ShopifyRefusal, ShopifyUnavailable } from '../../shopify/calls.ts'
import type { Failure, FailureCode, PageDrift, PublicationPlace } from './model.ts'

/** The shop does not show the texts that were written to it. */
export class ShopDiffers extends Error {
  override name = 'Differs'
  readonly where: PageDrift

  constructor(where: PageDrift) {
    super(`The shop shows another ${where.document} in ${where.locale}`)
    this.where = where
  }
}

/** The shop's present settings do not allow a publication. */
export class PublicationBlocked extends Error {
  override name = 'Hindered'
  readonly code: FailureCode

  constructor(code: FailureCode) {
    super(`Nothing can be published: ${code}`)
    this.code = code
  }
}

/** The shop changed after the publication began, and another publication took its place. */
export class PublicationReplaced extends Error {
  override name = 'Replaced'

  constructor() {
    super('Another publication of the version took the place of this one')
  }
}

/** Shopify's code for a translation whose source text changed after it was read. */
const CHANGED_MEANWHILE = 'INVALID_TRANSLATABLE_CONTENT'

/** Only Shopify's messages are shown: a message of Kept's own errors may quote anything. */
const MOST_CHARACTERS = 500

/** What staff are told about an error. */
export function failureAt({ step, locale }: PublicationPlace, error: unknown): Failure {
  const failure = (code: FailureCode, message: string | null = null, at: string | null = locale): Failure => ({
    step,
    locale: at,
    code,
    message,
  })
  if (error instanceof ShopifyUnavailable) return failure(error.outage)
  if (error instanceof ShopifyRefusal)
    return failure(error.code === CHANGED_MEANWHILE ? 'differs' : 'refused', error.message.slice(0, MOST_CHARACTERS))
  if (error instanceof PublicationBlocked) return failure(error.code)
  if (error instanceof ShopDiffers) return failure('differs', null, error.where.locale)
  return failure('internal')
}
