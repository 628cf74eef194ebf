import { z } from 'zod'

const base64Key = z.string().refine((value) => Buffer.from(value, 'base64').length === 32, {
  message: 'must be 32 random bytes in base64 (make one with: openssl rand -base64 32)',
})

const origin = z
  .url({ protocol: /^https?$/, error: 'must be a URL such as https://kept.example.com' })
  .transform((value) => new URL(value).origin)

const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  /** web serves pages and doors, worker works the jobs, all does both in one process. */
  KEPT_ROLE: z.enum(['web', 'worker', 'all']).default('all'),
  HOST: z.string().default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).default(9090),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

  /** The app's login, which is only a member of kept_app. Migrations use DATABASE_OWNER_URL (scripts/migrate.ts). */
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\/.+/, 'must be a postgresql:// URL'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),

  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  /**
   * Older secrets, comma-separated. Shopify may still sign with them for an hour after a rotation, or until they are
   * revoked.
   */
  SHOPIFY_API_SECRETS_RETIRED: z
    .string()
    .default('')
    .transform((value) => value.split(',').flatMap((secret) => secret.trim() || [])),
  SHOPIFY_APP_URL: origin,

  ENCRYPTION_KEY: base64Key,
  /** Older keys with which rows may still be sealed, comma-separated. New rows use ENCRYPTION_KEY. */
  ENCRYPTION_KEYS_RETIRED: z
    .string()
    .default('')
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(base64Key)),

  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/, 'must be an smtp:// or smtps:// URL')
    .optional(),
  MAIL_FROM: z.string().default('Kept <no-reply@localhost>'),
  /** With which the mail service signs what it says of mails that came back; unset: nobody may say it. */
  MAIL_WEBHOOK_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),

  /**
   * Hosts of the installation's own network that recipients' webhooks may be sent to, comma-separated: `host:port`, or `host`
   * for the usual port. Everything else has to be public and https.
   */
  OUTBOUND_TRUSTED_HOSTS: z
    .string()
    .default('')
    .transform((value) => value.split(',').flatMap((host) => host.trim().toLowerCase() || [])),

  /**
   * The number of trusted proxies between a visitor and Kept that append their caller's address to X-Forwarded-For:
   * Shopify's app proxy, and the one that ends TLS. Anybody may have written the addresses further left.
   */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(2),
  /** The most connections of one process. */
  MAX_CONNECTIONS: z.coerce.number().int().min(10).max(100_000).default(2_000),

  /** Consent decisions per minute: of one visitor, from one network (IPv4 /24, IPv6 /48), of one shop. */
  CONSENT_PER_VISITOR: z.coerce.number().int().positive().default(60),
  CONSENT_PER_NETWORK: z.coerce.number().int().positive().default(1_200),
  CONSENT_PER_SHOP: z.coerce.number().int().positive().default(600_000),
})

export type ServerConfig = z.infer<typeof environment>

export type ConfigResult = { ok: true; config: ServerConfig } | { ok: false; problems: string[] }

/** Parses the configuration from environment variables. An empty variable counts as not set. */
export function parseConfig(env: Record<string, string | undefined>): ConfigResult {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(given)
  if (parsed.success) return { ok: true, config: parsed.data }
  const problems = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0])
    return given[name] === undefined ? `${name} is not set` : `${name} ${issue.message}`
  })
  return { ok: false, problems: [...new Set(problems)] }
}

/** EX_CONFIG of sysexits(3): tells a process manager that starting again will not help. */
const EXIT_MISCONFIGURED = 78

/** Prints what is wrong with the settings on stderr, whatever LOG_LEVEL is, and ends the process. */
export function refuseToStart(problems: readonly string[]): never {
  process.stderr.write(
    `Kept cannot start. Its configuration has these problems:\n${problems.map((p) => `  - ${p}\n`).join('')}` +
      'README.md lists every setting.\n',
  )
  process.exit(EXIT_MISCONFIGURED)
}

function loadConfig(): ServerConfig {
  const result = parseConfig(process.env)
  return result.ok ? result.config : refuseToStart(result.problems)
}

export const config = loadConfig()
