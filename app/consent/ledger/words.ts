/** Where a choice was made. */
export const SOURCES = [
  'banner',
  'preferences',
  'gpc',
  'account',
  'privacy_centre',
  'newsletter',
  'checkout',
  'staff',
  'import',
] as const
export type Source = (typeof SOURCES)[number]

/** Those of a decision that the storefront sends. */
export const SURFACES = ['banner', 'preferences', 'gpc'] as const satisfies readonly Source[]
