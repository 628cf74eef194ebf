import { type ExportHeader, exportHeader } from '../seals/format.ts'
import { readBlocks } from './blocks.ts'
import { LedgerCheck, type LedgerContents, type Watcher } from './check.ts'
import { type Digest, parse } from './digest.ts'
import { type FollowedKey, followKeys } from './keys.ts'
import { locateEvent, withId } from './name-event.ts'
import type { LedgerProblem } from './problem.ts'
import type { Deviation } from './segment.ts'
import { digesterOf } from './threads.ts'

export type LedgerVerdict = ({ ok: true } & LedgerContents) | { ok: false; problem: LedgerProblem }

export interface VerifyOptions {
  /** The fingerprint of the shop's first key, 64 hex digits, as Kept shows it. Null accepts any key. */
  pinned: string | null
  /** The number of extra threads for hashing; 0 uses none. */
  threads: number
  /** Hashes on threads that are there already, in place of new ones. */
  digesterOf?: typeof digesterOf
}

/** Opens the file from its start. It is called again when a problem has to be explained. */
export type OpenFile = () => AsyncIterable<Uint8Array>

/** Verifies an exported ledger by itself: every leaf, tree, link, signature and key. */
export async function verifyLedger(open: OpenFile, options: VerifyOptions): Promise<LedgerVerdict> {
  const followed = await followLedger(open, options)
  return followed.ok ? { ok: true, ...followed.contents } : followed
}

export type FollowResult =
  | { ok: true; contents: LedgerContents; keys: readonly FollowedKey[] }
  | { ok: false; problem: LedgerProblem }

/** Verifies a ledger and passes each valid seal to a watcher. */
export async function followLedger(
  open: OpenFile,
  { pinned, ...digesting }: VerifyOptions,
  watcher?: Watcher,
): Promise<FollowResult> {
  const head = await readHeader(open)
  if ('problem' in head) return { ok: false, problem: head.problem }
  const { shop, keys: signed } = head.header
  const followed = followKeys(shop, signed, pinned)
  if (!followed.ok) return followed
  const check = new LedgerCheck(shop, followed.keys, watcher)
  const ended = await checkBlocks(open, check, digesting)
  if (ended === null) return { ok: true, contents: check.contents(), keys: followed.keys }
  return { ok: false, problem: 'expected' in ended ? await locateEvent(open, shop, ended) : await withId(open, ended) }
}

async function readHeader(open: OpenFile): Promise<{ header: ExportHeader } | { problem: LedgerProblem }> {
  const problem = (why: 'empty' | 'no_ledger' | 'too_long') => ({ problem: { kind: 'file' as const, line: 1, why } })
  for await (const { bytes, tooLong } of readBlocks(open())) {
    if (tooLong) return problem('too_long')
    const end = bytes.indexOf(0x0a)
    const read = exportHeader.safeParse(parse(end < 0 ? bytes : bytes.subarray(0, end)))
    return read.success ? { header: read.data } : problem('no_ledger')
  }
  return problem('empty')
}

/** Null when everything is valid. Threads digest blocks ahead of time; the blocks are checked in order. */
async function checkBlocks(
  open: OpenFile,
  check: LedgerCheck,
  { threads, digesterOf: digesterFor = digesterOf }: Omit<VerifyOptions, 'pinned'>,
): Promise<Deviation | LedgerProblem | null> {
  const digester = digesterFor(check.shop, threads)
  const ahead: Promise<Digest>[] = []
  let tooLong = false
  try {
    for await (const block of readBlocks(open())) {
      if (block.tooLong) tooLong = true
      else ahead.push(digester.digest(block.bytes))
      const [next] = ahead.length > 2 * threads ? ahead.splice(0, 1) : []
      const problem = next ? check.block(await next) : null
      if (problem) return problem
    }
    for (const digest of ahead) {
      const problem = check.block(await digest)
      if (problem) return problem
    }
    return tooLong ? { kind: 'file', line: check.line + 1, why: 'too_long' } : check.end()
  } finally {
    await digester.close()
  }
}
