/**
 * Verifies an exported consent ledger, or a receipt, with nothing but the file:
 *
 *   npm run verify -- export.jsonl [--fingerprint HEX | --key FILE]
 *
 * Exit code 0: in order. 1: not; the first thing that is wrong is named. 2: not called like this.
 */
import { createPublicKey } from 'node:crypto'
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { fingerprintOf } from '../app/consent/seals/signature.ts'
import { describe, describeReceipt, verifyLedger, verifyReceipt } from '../app/consent/verification/index.ts'

const USAGE = `Usage: npm run verify -- FILE [--fingerprint HEX | --key FILE]

FILE           a consent ledger that Kept exported (.jsonl), or a receipt (.json)
--fingerprint  of the shop's first signing key, as Kept shows it: 64 hex digits
--key          a file with that public key, in PEM
`

/** What one read brings: blocks this large keep the threads busy without costing memory. */
const READ_BYTES = 1024 * 1024
/** A file this small is verified before threads have started. */
const SMALL_BYTES = 4 * READ_BYTES
/** More than these wait for the thread that reads and compares. */
const MOST_THREADS = 8

class Misuse extends Error {}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { fingerprint: { type: 'string' }, key: { type: 'string' } },
    })
    const [file] = positionals
    if (!file || positionals.length > 1 || (values.fingerprint && values.key)) throw new Misuse(USAGE)
    return { file, size: sizeOf(file), pinned: pinnedBy(values) }
  } catch (error) {
    if (error instanceof Misuse) throw error
    throw new Misuse(`${error instanceof Error ? error.message : error}\n\n${USAGE}`)
  }
}

function sizeOf(file: string): number {
  const found = statSync(file)
  if (!found.isFile()) throw new Misuse(`${file} is not a file.\n\n${USAGE}`)
  return found.size
}

function pinnedBy({ fingerprint, key }: { fingerprint?: string; key?: string }): string | null {
  if (key) return fingerprintOf(createPublicKey(readFileSync(key)).export({ type: 'spki', format: 'der' }))
  if (!fingerprint) return null
  const hex = fingerprint.replace(/[\s:]/g, '').toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new Misuse(`A fingerprint has 64 hex digits.\n\n${USAGE}`)
  return hex
}

const say = (...lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`)

const aboutKey = (fingerprint: string, pinned: string | null) =>
  pinned
    ? [`First signing key ${fingerprint}: the one you gave.`]
    : [
        `First signing key ${fingerprint}.`,
        'Compare it with the one that Kept shows on its consent pages: whoever made this file chose the key in it.',
      ]

/** A receipt is one JSON object; a ledger's first line says that it is one. */
function readReceipt(file: string, size: number): unknown {
  if (size > READ_BYTES) return undefined
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return 'format' in Object(found) ? undefined : found
  } catch {
    return undefined
  }
}

function reportReceipt(given: unknown, pinned: string | null): boolean {
  const verdict = verifyReceipt(given, pinned)
  if (!verdict.ok) {
    say(describeReceipt(verdict.problem))
    return false
  }
  const { receipt, sealedAt, fingerprint } = verdict
  const choices = receipt.purposes.map(({ purpose_name, event_state }) => `  ${purpose_name}: ${event_state}`)
  say(
    `OK: record ${receipt.record_id} of ${receipt.shop}, ${receipt.event.event_time}, sealed ${sealedAt}.`,
    ...choices,
  )
  say(...aboutKey(fingerprint, pinned))
  return true
}

async function reportLedger(file: string, size: number, pinned: string | null): Promise<boolean> {
  const besidesThisOne = Math.min(Math.max(1, availableParallelism() - 1), MOST_THREADS)
  const threads = size <= SMALL_BYTES ? 0 : besidesThisOne
  const open = () => createReadStream(file, { highWaterMark: READ_BYTES })
  const verdict = await verifyLedger(open, { pinned, threads })
  if (!verdict.ok) {
    say(describe(verdict.problem))
    return false
  }
  const { shop, events, erased, seals, sealedUntil, lastSealedAt, unsealed, exportedAt, keys } = verdict
  say(
    `OK: the consent ledger of ${shop}, exported ${exportedAt}.`,
    `${events} events and ${erased} of people who were erased; nothing changed, removed, added or reordered.`,
    lastSealedAt === null
      ? 'Nothing is sealed yet.'
      : `${seals} seals cover positions 0 to ${sealedUntil - 1}; the last is of ${lastSealedAt}.`,
    ...(unsealed > 0
      ? [`${unsealed} events are not sealed yet: for these there is only the word of this export.`]
      : []),
    ...(keys > 1 ? [`The shop has changed its signing key ${keys - 1} times, each time with the key before.`] : []),
    ...aboutKey(verdict.fingerprint, pinned),
  )
  return true
}

try {
  const { file, size, pinned } = readArguments()
  const receipt = readReceipt(file, size)
  const fine = receipt === undefined ? await reportLedger(file, size, pinned) : reportReceipt(receipt, pinned)
  process.exitCode = fine ? 0 : 1
} catch (error) {
  if (!(error instanceof Misuse)) throw error
  process.stderr.write(error.message)
  process.exitCode = 2
}
