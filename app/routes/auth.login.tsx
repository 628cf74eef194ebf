import { plainAnswer } from '../ui/plain-message.tsx'

/** Kept has no login of its own: a shop is never typed in, it is opened from Shopify admin. */
export const loader = () => plainAnswer('noLogin', { status: 400 })
