import { createHash } from 'node:crypto'
import { normaliseHtml } from './normalise.ts'

/** The hash of a page's normal form, which is the same however Shopify formats it: SHA-256, 64 hex digits. */
export const hashOfPage = (html: string): string => createHash('sha256').update(normaliseHtml(html)).digest('hex')
