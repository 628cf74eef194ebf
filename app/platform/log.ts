import pino from 'pino'
import { config } from './config.ts'
import { databaseFaultOf } from './database-fault.ts'
import { OneAMinute } from './one-a-minute.ts'

/**
 * Field names under which personal data or a secret could reach the log. Code should not log them at all; this is the
 * second line of defence.
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

/**
 * When the database is away, every call and job fails: one line per minute reports it, with the number of further
 * errors.
 */
const faultLines = new OneAMinute((leftOut) =>
  log.error({ leftOut }, 'the database was at fault again; as many lines were left out as it says here'),
)

const isDatabaseFault = (logged: unknown) =>
  typeof logged === 'object' && logged !== null && 'err' in logged && databaseFaultOf(logged.err) !== undefined

/**
 * An error as it may be logged. Database and API errors quote values in `detail`, `where` or `parameters`: only the
 * parts that identify the fault are kept.
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

/** Logs are kept longer than an erased shop's data, so an error's text must not name the shop. */
const SHOP = /[a-z0-9-]{1,63}\.myshopify\.com/g

const firstLine = (text: string) => text.split('\n').filter(Boolean).at(-1)?.slice(0, 300).replace(SHOP, '[shop]') ?? ''

const frames = (stack: string | undefined) =>
  stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
    .join('\n')
