import { config } from '../platform/config.ts'
import { rateOf } from './rate.ts'

/** One limit for all that a visitor sends: decisions and introductions together. */
export const checkVisitorRate = rateOf(
  { ofVisitor: config.CONSENT_PER_VISITOR, ofNetwork: config.CONSENT_PER_NETWORK, ofShop: config.CONSENT_PER_SHOP },
  'Too many decisions',
)
