/**
 * A text for a page that Shopify runs as Liquid. Nothing that Liquid or HTML reads as its own is left in it: what somebody
 * wrote never becomes code on the shop's site.
 */
export const liquidText = (text: string): string => text.replace(/[&<>"'{}%]/g, (sign) => `&#${sign.charCodeAt(0)};`)
