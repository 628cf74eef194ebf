import { workAudit } from '../../../app/consent/audit/index.ts'
import { type AuditResult, askForAudit, auditStatus } from '../../../app/consent/index.ts'
import { type AuditJob, auditQueue } from '../../../app/consent/queues.ts'
import { forShop, pool } from '../../../app/platform/db.ts'
import type { ShopDomain } from '../../../app/platform/shop-domain.ts'
import type { ShopClientProvider } from '../../../app/shopify/shop-client.ts'

/** Takes the audits that wait for a worker. */
export async function takeAudits(shop: ShopDomain): Promise<AuditJob[]> {
  const { rows } = await pool.query(`DELETE FROM pgboss.job WHERE name = $1 AND data ->> 'shop' = $2 RETURNING data`, [
    auditQueue.name,
    shop,
  ])
  return rows.map(({ data }) => auditQueue.schema.parse(data))
}

/** Staff ask for one. */
export async function beginAudit(shop: ShopDomain): Promise<AuditJob> {
  await forShop(shop, askForAudit)
  const [job] = await takeAudits(shop)
  if (!job) throw new Error('No audit was begun')
  return job
}

/** Staff ask for one, and a worker works it. */
export async function audited(shop: ShopDomain, clientOf?: ShopClientProvider): Promise<AuditResult> {
  await workAudit(await beginAudit(shop), clientOf)
  const { last } = await forShop(shop, auditStatus)
  if (!last?.result) throw new Error('The audit has no result')
  return last.result
}
