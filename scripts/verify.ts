/**
 * Verifies an exported consent ledger, a receipt, or the proof of an erasure, with nothing but the file; and a ledger with
 * what was known of it before, a proof with another copy of it:
 *
 *   npm run verify -- FILE [--against OLDER_EXPORT|RECEIPT|CHECKPOINT|ROOT|PROOF] [--fingerprint HEX | --key FILE]
 *
 * Exit code 0: in order. 1: not; the first thing that is wrong is named. 2: not called like this.
 */
import { createPublicKey } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { MOST_NOTE_BYTES } from '../app/consent/checkpoints/note.ts'
import { fingerprintOf } from '../app/consent/seals/signature.ts'
import {
  aboutKey,
  describe,
  describeContradiction,
  describeReceipt,
  type KnownEvidence,
  knownCheckpoint,
  knownExport,
  knownReceipt,
  knownText,
  reportOfLedger,
  reportOfReceipt,
  verifyAgainst,
  verifyLedger,
  verifyReceipt,
} from '../app/consent/verification/index.ts'
import { MOST_PROOF_BYTES, PROOF_FORMAT, type ProofFile } from '../app/requests/erasure/proof/model.ts'
import { reportOfProof } from '../app/requests/erasure/proof/report.ts'
import {
  compareProofs,
  describeProof,
  type ErasureProofProblem,
  verifyProof,
} from '../app/requests/erasure/proof/verify.ts'

const USAGE = `Usage: npm run verify -- FILE [--against KNOWN] [--fingerprint HEX | --key FILE]

FILE           a consent ledger that Kept exported (.jsonl), a receipt (.json), or the proof of an erasure (.json)
--against      what was known of the ledger before, to find what was removed or exchanged since: an older export,
               a receipt or a checkpoint (files); a checkpoint's text, or its size and root (1234:BASE64);
               a seal's root (HEX, or with its number 12:HEX); with a proof, another copy of it, to find the newest
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

interface Call {
  file: string
  against: string | undefined
  pinned: string | null
}

function readArguments(): Call {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { fingerprint: { type: 'string' }, key: { type: 'string' }, against: { type: 'string' } },
    })
    const [file] = positionals
    if (!file || positionals.length > 1 || (values.fingerprint && values.key)) throw new Misuse(USAGE)
    sizeOf(file)
    return { file, against: values.against, pinned: pinnedBy(values) }
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

const say = (lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`)

/** Something is wrong, and this says what. */
function complain(line: string): false {
  say([line])
  return false
}

/** A receipt is one JSON object; a ledger's first line says that it is one. */
function readReceipt(file: string): unknown {
  if (sizeOf(file) > READ_BYTES) return undefined
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return 'format' in Object(found) ? undefined : found
  } catch {
    return undefined
  }
}

function readCheckpoint(file: string) {
  return sizeOf(file) > MOST_NOTE_BYTES ? null : knownCheckpoint(readFileSync(file, 'utf8'))
}

/** The text of a file that is the proof of an erasure, or was one; null for anything else. */
function readProof(file: string): string | null {
  if (sizeOf(file) > MOST_PROOF_BYTES) return null
  const text = readFileSync(file, 'utf8')
  return text.includes(`"${PROOF_FORMAT}"`) ? text : null
}

const openerOf = (file: string) => () => createReadStream(file, { highWaterMark: READ_BYTES })

function optionsFor(file: string, pinned: string | null) {
  const besidesThisOne = Math.min(Math.max(1, availableParallelism() - 1), MOST_THREADS)
  return { pinned, threads: sizeOf(file) <= SMALL_BYTES ? 0 : besidesThisOne }
}

/** What was known before, itself verified as far as it can be; a sentence where that is not in order. */
async function readKnown(against: string, pinned: string | null): Promise<KnownEvidence | string> {
  const inFile = existsSync(against)
  const checkpoint = inFile ? readCheckpoint(against) : knownText(against)
  if (checkpoint) return checkpoint
  if (!inFile) throw new Misuse(`--against is neither a file nor a checkpoint nor a root: ${against}\n\n${USAGE}`)
  const receipt = readReceipt(against)
  if (receipt !== undefined) {
    const read = knownReceipt(receipt, pinned)
    return read.ok ? read.known : `AGAINST: ${describeReceipt(read.problem)}`
  }
  const read = await knownExport(openerOf(against), optionsFor(against, pinned))
  return read.ok ? read.known : `AGAINST: the older export is not in order itself. ${describe(read.problem)}`
}

const wordsOf = (problem: ErasureProofProblem) => (problem.kind === 'key' ? describe(problem) : describeProof(problem))

/** A proof that is in order; a sentence where it is not. */
function proofIn(text: string, pinned: string | null): { proof: ProofFile; fingerprint: string } | string {
  const verdict = verifyProof(text, pinned)
  return verdict.ok ? verdict : wordsOf(verdict.problem)
}

function reportProof(text: string, { pinned, against }: Call): boolean {
  const read = proofIn(text, pinned)
  if (typeof read === 'string') return complain(read)
  if (against !== undefined) {
    const other = existsSync(against) ? readProof(against) : null
    if (other === null) throw new Misuse(`A proof is compared with another copy of it: ${against}\n\n${USAGE}`)
    const known = proofIn(other, pinned)
    if (typeof known === 'string') return complain(`AGAINST: ${known}`)
    const problem = compareProofs(read.proof, known.proof)
    if (problem) return complain(wordsOf(problem))
  }
  say([...reportOfProof(read.proof, new Date().toISOString().slice(0, 10)), ...aboutKey(read.fingerprint, pinned)])
  return true
}

function reportReceipt(given: unknown, { pinned, against }: Call): boolean {
  if (against)
    throw new Misuse(`A receipt says one seal. Give the ledger as FILE, the receipt with --against.\n\n${USAGE}`)
  const verdict = verifyReceipt(given, pinned)
  if (!verdict.ok) return complain(describeReceipt(verdict.problem))
  say(reportOfReceipt(verdict, pinned))
  return true
}

async function reportLedger({ file, pinned }: Call): Promise<boolean> {
  const verdict = await verifyLedger(openerOf(file), optionsFor(file, pinned))
  if (!verdict.ok) return complain(describe(verdict.problem))
  say(reportOfLedger(verdict, pinned, null))
  return true
}

async function reportAgainst({ file, pinned }: Call, against: string): Promise<boolean> {
  const known = await readKnown(against, pinned)
  if (typeof known === 'string') return complain(known)
  const verdict = await verifyAgainst(openerOf(file), known, optionsFor(file, pinned))
  if (!verdict.ok) {
    return complain(
      verdict.problem
        ? describe(verdict.problem)
        : describeContradiction(verdict.contradiction, known, verdict.exportedAt),
    )
  }
  say(reportOfLedger(verdict, pinned, known))
  return true
}

async function report(call: Call): Promise<boolean> {
  const proof = readProof(call.file)
  if (proof !== null) return reportProof(proof, call)
  const receipt = readReceipt(call.file)
  if (receipt !== undefined) return reportReceipt(receipt, call)
  return call.against === undefined ? reportLedger(call) : reportAgainst(call, call.against)
}

try {
  const call = readArguments()
  process.exitCode = (await report(call)) ? 0 : 1
} catch (error) {
  if (!(error instanceof Misuse)) throw error
  process.stderr.write(error.message)
  process.exitCode = 2
}
