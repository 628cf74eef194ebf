export const BANNER = '/app/banner'
export const BANNER_PRIVACY = `${BANNER}/privacy`
export const BANNER_CHECK = `${BANNER}/check`
export const BANNER_PREVIEW = `${BANNER}/preview`
export const BANNER_HISTORY = `${BANNER}/versions`

/** A banner version; in a language, and as it was seen at a moment, where they are given. */
export const pageOfBanner = (hash: string, seen: { language?: string; at?: Date | string } = {}) => {
  const query = new URLSearchParams(seen.language ? { language: seen.language } : {})
  if (seen.at) query.set('at', new Date(seen.at).toISOString())
  return `${BANNER_HISTORY}/${hash}${query.size > 0 ? `?${query}` : ''}`
}

export const frozenPage = (hash: string, language: string, at: Date | string) =>
  `${BANNER}/frozen?${new URLSearchParams({ hash, language, at: new Date(at).toISOString() })}`
