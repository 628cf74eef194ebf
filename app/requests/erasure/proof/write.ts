import { signForShop } from '../../../consent/index.ts'
import { canonicalJson } from '../../../platform/canonical-json.ts'
import { clock } from '../../../platform/clock.ts'
import type { ShopTransaction } from '../../../platform/db.ts'
import { composeProof } from './compose.ts'
import { headHash, proofPartHash } from './hash.ts'
import { type ErasureRecord, namedParts, PROOF_FORMAT, type ProofFile, type ProofHead, proofFile } from './model.ts'
import { insertProofVersion, readFiles, waitForTurn } from './store.ts'

/**
 * Writes the next version of an erasure's proof. A job that was killed may call it again: what the newest version says is
 * not said twice.
 *
 * @throws SigningKeyGone
 */
export async function writeProofOf(tx: ShopTransaction, record: ErasureRecord): Promise<ProofFile> {
  const { erasureId, requestId, isSettled } = record
  await waitForTurn(tx, erasureId)
  const earlier = (await readFiles(tx, erasureId)).map((content) => proofFile.parse(JSON.parse(content)))
  const parts = composeProof(record)
  const listed = namedParts(parts).map((part) => ({ name: part.name, hash: proofPartHash(part) }))
  const newest = earlier.at(-1)
  if (newest && newest.head.settled === isSettled && canonicalJson(newest.head.parts) === canonicalJson(listed)) {
    return newest
  }
  const [version, writtenAt] = [earlier.length + 1, clock.now()]
  const { statement, signature, keys } = await signForShop(
    tx,
    (key): ProofHead => ({
      type: PROOF_FORMAT,
      shop: tx.shop,
      erasure: erasureId,
      version,
      earlier: earlier.map(({ head }) => headHash(head)),
      key,
      writtenAt: writtenAt.toISOString(),
      settled: isSettled,
      parts: listed,
    }),
  )
  // What nobody could read later is not written.
  const file = proofFile.parse({ format: PROOF_FORMAT, head: statement, signature, keys, ...parts } satisfies ProofFile)
  await insertProofVersion(tx, { erasureId, requestId, version, writtenAt, isSettled, content: proofText(file) })
  return file
}

/** The file, byte by byte. */
const proofText = (file: ProofFile): string => `${canonicalJson(file)}\n`
