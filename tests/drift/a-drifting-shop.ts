/** The stand-in's shop with a published policy, and the looks at it. */
import { notePublished } from '../../app/banner/configuration/store.ts'
import { lookNow, noteLookGivenUp, workLook } from '../../app/drift/look.ts'
import { driftOverview } from '../../app/drift/overview.ts'
import { type DriftMailJob, driftMailQueue } from '../../app/drift/queues.ts'
import { listDrifts } from '../../app/drift/store.ts'
import { tellOfDrift } from '../../app/drift/tell.ts'
import { pool } from '../../app/platform/db.ts'
import { clientsWith } from '../../app/shopify/shop-client.ts'
import {
  adminOfShop,
  askToPublish,
  BRIEF,
  inShop,
  openShop,
  runJob,
  SHOP,
  standIn,
} from '../policy/publication/a-publishing-shop.ts'

export { inShop, SHOP, standIn }

/** A shop whose storefront shows what was published, and whose only banner is Kept's. */
export async function aPublishedShop(): Promise<void> {
  await openShop()
  await pool.query(`DELETE FROM pgboss.job WHERE data ->> 'shop' = $1`, [SHOP])
  const begun = await askToPublish()
  if (!begun.ok) throw new Error(`Nothing was begun: ${begun.reason}`)
  const failed = await runJob(begun.publicationId)
  if (failed) throw failed
  // The banner's own job has its tests.
  const banner = { hash: 'abc', languages: ['fr'], registerVersion: begun.version, settingsRevision: 0 }
  await inShop((tx) => notePublished(tx, { ...banner, at: new Date() }))
  standIn.state.shop.privacyFeatures.COOKIE_BANNER = false
}

const job = { shop: SHOP, receivedAt: 1 }

/** The daily look; on an installation with a mail server, what it finds is told. */
export async function look(): Promise<void> {
  await workLook(job, clientsWith(BRIEF))
  await inShop((tx) => tellOfDrift(tx, true))
}

export const giveUpLooking = () => noteLookGivenUp(job)

export const lookAsStaff = async () => lookNow({ shop: SHOP, admin: await adminOfShop() })

export const overview = () => inShop(driftOverview)

export const kindsNow = async () => (await overview()).drifts.map(({ kind }) => kind)

export const noted = () => inShop(listDrifts)

/** The mails that wait for a worker. */
export async function takeMails(): Promise<DriftMailJob[]> {
  const { rows } = await pool.query(`DELETE FROM pgboss.job WHERE name = $1 AND data ->> 'shop' = $2 RETURNING data`, [
    driftMailQueue.name,
    SHOP,
  ])
  return rows.map(({ data }) => data)
}

/** Somebody edits the policy in Shopify's admin. */
export function editPolicy(change: (body: string) => string): void {
  const policy = standIn.state.shop.policies.find(({ type }) => type === 'PRIVACY_POLICY')
  if (!policy) throw new Error('The shop has no policy')
  policy.body = change(policy.body)
}

export const ADDED = '<p>We may sell everything.</p>'
export const drift = () => editPolicy((body) => body + ADDED)
export const mend = () => editPolicy((body) => body.replace(ADDED, ''))
