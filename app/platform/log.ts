import pino from 'pino'
import { config } from './config.ts'
import { databaseFaultOf } from './database-fault.ts'
import { OneAMinute } from './one-a-minute.ts'

/**
 * Names under which a person's data or a secret could reach a log line. Nothing should be logged under them in the
 * first place; this is the net below.
 */
const NEVER_LOGGED = [
  'email',
  'phone',
  'name',
  'firstName',
  'lastName',
  'address',
  'customer',
  'payload',
  'body',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'id_token',
  'signature',
]

export const log = pino({
  level: config.LOG_LEVEL,
  base: { service: 'kept', role: config.KEPT_ROLE },
  redact: {
    paths: NEVER_LOGGED.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
    censor: '[redacted]',
  },
  serializers: { err: safeError },
  hooks: {
    logMethod(args, method, level) {
      if (level >= FATAL || !isDatabaseFault(args[0]) || faultLines.isDue()) method.apply(this, args)
    },
  },
})

const FATAL = 60

/** A database that is away makes every call and every job fail: one line a minute says so, and then how many more. */
const faultLines = new OneAMinute((leftOut) =>
  log.error({ leftOut }, 'the database was at fault again; as many lines were left out as it says here'),
)

const isDatabaseFault = (logged: unknown) =>
  typeof logged === 'object' && logged !== null && 'err' in logged && databaseFaultOf(logged.err) !== undefined

/**
 * An error as a log may have it. Database and API errors quote the values they choke on in `detail`, `where` or
 * `parameters`: only what names the fault is kept.
 */
function safeError(error: unknown) {
  if (!(error instanceof Error)) {
    const message =
      typeof error === 'object' && error && 'message' in error ? firstLine(String(error.message)) : undefined
    return { type: typeof error, message }
  }
  const code = 'code' in error ? String(error.code) : undefined
  return { type: error.name, code, message: firstLine(error.message), stack: frames(error.stack) }
}

/** Logs outlive a shop that is erased: an error's words do not name it. */
const SHOP = /[a-z0-9-]{1,63}\.myshopify\.com/g

const firstLine = (text: string) => text.split('\n').filter(Boolean).at(-1)?.slice(0, 300).replace(SHOP, '[shop]') ?? ''

const frames = (stack: string | undefined) =>
  stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
    .join('\n')
