import { createHash } from 'node:crypto'
import { normaliseHtml } from './normalise.ts'

/** What a page is known by however Shopify writes it: the SHA-256 of its normal form, as 64 hex digits. */
export const hashOfPage = (html: string): string => createHash('sha256').update(normaliseHtml(html)).digest('hex')
