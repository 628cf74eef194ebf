import { trackersOf } from '../catalogue/entries.ts'
import type { Purpose, RegisterInput } from '../model.ts'
import { WRITTEN_LANGUAGES } from '../words.ts'
import { known } from './known.ts'

type Trackers = NonNullable<RegisterInput['trackers']>

/** The cookies that Shopify sets today, and Kept's memory of the choice, as the catalogue of services has them. */
export const templateTrackers = (
  purposes: readonly ({ id: string } & Pick<Purpose, 'topic' | 'legalBasis'>)[],
): Trackers => [
  ...trackersOf(known('shopify'), WRITTEN_LANGUAGES, purposes),
  // On the shop's own pages: whoever runs Kept receives it only with a decision.
  ...trackersOf(known('kept'), WRITTEN_LANGUAGES, purposes).map((tracker) => ({ ...tracker, recipient: null })),
]
