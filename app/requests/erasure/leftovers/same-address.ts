/** Shopify stores addresses as they were typed, and takes two that differ in case for one. */
export const sameAddress = (one: string | null | undefined, other: string): boolean =>
  one?.trim().toLowerCase() === other.trim().toLowerCase()

/** Searched for as a whole. No sign of an address ends the search's quotation marks. */
export const phrase = (text: string): string => `"${text.replaceAll(/["\\]/g, '')}"`
