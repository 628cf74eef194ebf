import { ApiVersion } from '@shopify/shopify-api'

/** The Admin API version Kept is written against; `schema/` holds its schema. */
export const API_VERSION = ApiVersion.July26
