import type { PolicyDocument } from '../model.ts'
import { hashOfPage } from './hash-of-page.ts'
import { toHtml } from './html.ts'

/**
 * Shopify refuses more than 512 kB (`shopPolicyUpdate`, `TOO_BIG`), and does not tell whether a kB has 1,000 or 1,024
 * bytes.
 */
export const MOST_BYTES = 512_000

/** A document ready to be written to the shop. */
interface Page {
  title: string
  html: string
  bytes: number
  hash: string
}

export type Rendered = { ok: true; page: Page } | { ok: false; error: PageTooLarge }

/** Nothing was written: staff must shorten texts or publish fewer entries. */
export interface PageTooLarge {
  code: 'page_too_large'
  document: PolicyDocument['document']
  language: PolicyDocument['language']
  bytes: number
  mostBytes: number
}

export function shopPageOf(document: PolicyDocument): Rendered {
  const html = toHtml(document)
  const bytes = Buffer.byteLength(html)
  if (bytes > MOST_BYTES) {
    const { document: which, language } = document
    return { ok: false, error: { code: 'page_too_large', document: which, language, bytes, mostBytes: MOST_BYTES } }
  }
  return { ok: true, page: { title: document.title, html, bytes, hash: hashOfPage(html) } }
}
