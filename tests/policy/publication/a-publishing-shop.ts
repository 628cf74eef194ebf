/** The stand-in's shop with Kept installed, as jobs and staff reach it, and a register that is ready to be published. */
import { Session } from '@shopify/shopify-api'
import { forShop } from '../../../app/platform/db.ts'
import type { ShopDomain } from '../../../app/platform/shop-domain.ts'
import { publish } from '../../../app/policy/publication/publish.ts'
import { runPublication } from '../../../app/policy/publication/run-publication.ts'
import { lockDraft, type Register, writeDraft } from '../../../app/register/index.ts'
import type { AdminApi } from '../../../app/shopify/admin.ts'
import type { RetryPolicy } from '../../../app/shopify/calls.ts'
import { noteInstalled } from '../../../app/shopify/installation.ts'
import { sessionStorage } from '../../../app/shopify/session-storage.ts'
import { clientsWith } from '../../../app/shopify/shop-client.ts'
import { SCOPES } from '../../../scripts/local/stack.ts'
import { theTemplate } from '../../register/a-register.ts'
import { forgetShop } from '../../setup/forget-shop.ts'
import { aStandIn, exchange } from '../../stand-in/a-stand-in.ts'
import { DEMO_SHOP } from '../../stand-in/shop/seed.ts'

export const SHOP = DEMO_SHOP as ShopDomain

/** For all files that want it, one after the other: it ends with the process that runs them. */
export const standIn = await aStandIn({ scopes: SCOPES })

type Content = Pick<typeof standIn.state.shop, 'policies' | 'pages' | 'translations' | 'privacyFeatures'>
const contentOf = ({ policies, pages, translations, privacyFeatures }: Content): Content =>
  structuredClone({ policies, pages, translations, privacyFeatures })
const asOpened = contentOf(standIn.state.shop)

/** A shop that nobody has published to, with Kept installed. */
export async function openShop(): Promise<void> {
  process.env.STAND_IN_SHOP_URL = standIn.urls.shopApi
  Object.assign(standIn.state.shop, structuredClone(asOpened))
  await forgetShop(SHOP)
  await forShop(SHOP, noteInstalled)
  const { access_token: accessToken, scope } = await (await exchange(standIn, { expiring: '0' })).json()
  const session = { id: `offline_${SHOP}`, shop: SHOP, state: '', isOnline: false, accessToken, scope }
  await sessionStorage.storeSession(new Session(session))
}

/** What customers find: the policy and the pages, in every language. */
export function shown() {
  const { policies, pages, translations } = standIn.state.shop
  const policy = policies.find(({ type, body }) => type === 'PRIVACY_POLICY' && body !== '')
  const texts = (ids: (number | undefined)[]) =>
    translations
      .filter(({ resourceId }) => ids.some((id) => resourceId.endsWith(`/${id}`)))
      .map(({ key, locale, value }) => ({ key, locale, value }))
      .toSorted((a, b) => `${a.locale}${a.key}`.localeCompare(`${b.locale}${b.key}`))
  return {
    policy: policy?.body ?? null,
    pages: pages.map(({ handle, title, body, isPublished }) => ({ handle, title, body, isPublished })),
    translations: texts([policy?.id, ...pages.map(({ id }) => id)]),
  }
}

/** Short: a test waits for every one of these. */
export const BRIEF: RetryPolicy = { timeoutMs: 400, pausesMs: [] }

export async function adminOfShop(): Promise<AdminApi> {
  const client = await clientsWith(BRIEF)(SHOP)
  if (!client) throw new Error('Kept is not installed')
  return client.admin
}

export const inShop = <T>(work: Parameters<typeof forShop<T>>[1]) => forShop(SHOP, work)

/** Saves a register and asks for it to be published, as staff do. */
export async function askToPublish(changed: Partial<Register> = {}) {
  const register = { ...theTemplate(), ...changed }
  const revision = await inShop(async (tx) => {
    await lockDraft(tx)
    return writeDraft(tx, { register, updatedAt: new Date(), updatedBy: '7' })
  })
  return publish({ id: '7', admin: await adminOfShop(), inShop }, revision)
}

/** One run of the publication's job; the error that would make the queue try it again. */
export async function runJob(
  publicationId: string,
  adminOf: () => Promise<AdminApi | null> = adminOfShop,
): Promise<Error | null> {
  const clientOf = async () => {
    const admin = await adminOf()
    return admin && { admin, retryPolicy: BRIEF }
  }
  try {
    await runPublication({ shop: SHOP, receivedAt: Date.now(), publicationId }, clientOf)
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
