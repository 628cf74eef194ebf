import type { ShopTransaction } from '../../platform/db.ts'
import type { StaffLanguage } from '../../platform/i18n.ts'
import { addressesOf, guideAddress, verifierKeys } from '../checkpoints/published.ts'
import { lastCheckpoint } from '../checkpoints/store.ts'
import { readKeys } from '../seals/keys-store.ts'
import { type AuditorsGuide, auditorsGuide } from './guide.ts'
import { renderGuide } from './render.ts'

/** The guide with the shop's own fingerprint, keys and addresses. */
export async function readAuditorsGuide(tx: ShopTransaction, language: StaffLanguage): Promise<AuditorsGuide> {
  const last = await lastCheckpoint(tx)
  const [first] = await readKeys(tx)
  const facts = {
    shop: tx.shop,
    fingerprint: first?.fingerprint ?? null,
    verifierKey: (last && (await verifierKeys(tx, last.origin))[last.keyNumber]) ?? null,
    addresses: addressesOf(tx.shop),
    address: last && guideAddress(tx.shop, language),
  }
  return auditorsGuide(facts, language)
}

/** The guide as a page for everybody; null before the first checkpoint, because until then the log is not public. */
export async function publishedGuide(tx: ShopTransaction, language: StaffLanguage): Promise<string | null> {
  return (await lastCheckpoint(tx)) && renderGuide(await readAuditorsGuide(tx, language))
}
