export interface StandInOptions {
  /** Where the shops and their mails are kept between starts. */
  stateDir: string
  apiKey: string
  apiSecret: string
  /** The origin the app believes it has: the one of the app front below. */
  appUrl: string
  /** Where the app really listens. */
  appUpstream: { host: string; port: number }
  /** What the merchant granted. */
  scopes: readonly string[]
  /** What the merchant may grant later. */
  optionalScopes?: readonly string[]
  /** 0 takes any that is free. Each shop has a storefront of its own. */
  ports: { admin: number; storefront: number; freshStorefront: number; mail: number; smtp: number; app: number }
  extensionDir: string
}
