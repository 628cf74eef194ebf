import type { authenticate } from './shopify.server.ts'

/** The Admin API as the shop that opened the app. */
export type AdminApi = Awaited<ReturnType<typeof authenticate.admin>>['admin']
