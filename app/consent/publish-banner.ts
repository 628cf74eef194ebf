import type { AdminApi } from '../shopify/admin.ts'
import { type Installation, writeAppData } from '../shopify/app-data.ts'
import { DEFAULT_BANNER } from './banner-config.ts'

/** Gives the storefront a banner configuration when it has none yet. Doing it again changes nothing. */
export async function publishFirstBanner(admin: AdminApi, installation: Installation): Promise<void> {
  if (installation.banner !== null) return
  await writeAppData(admin, installation.id, [
    { key: 'banner', type: 'json', value: JSON.stringify(DEFAULT_BANNER) },
    { key: 'enabled', type: 'boolean', value: 'true' },
  ])
}
