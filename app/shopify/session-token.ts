import { createHmac } from 'node:crypto'

/** The session token of a request of staff, as App Bridge sends it or as the admin opens the app; null without one. */
export function tokenOf(request: Request): string | null {
  const [, bearer] = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '') ?? []
  return bearer ?? new URL(request.url).searchParams.get('id_token')
}

/** Only finds the secret. Shopify's library checks the rest of the token. */
export function isSignedWith(token: string, secret: string): boolean {
  const [, signed = '', signature = ''] = /^([^.]+\.[^.]+)\.([^.]+)$/.exec(token) ?? []
  return createHmac('sha256', secret).update(signed).digest('base64url') === signature
}
