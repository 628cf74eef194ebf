import { createHash } from 'node:crypto'
import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { DataKey } from '../../platform/crypto.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { keyOf, type SubjectId } from '../../subjects/index.ts'
import { type EvidenceFacts, type EvidenceOfPerson, evidenceFacts, evidenceOfPerson, type Wording } from './model.ts'
import { EVIDENCE_ORIGINS, type EvidenceOrigin } from './words.ts'

/** Texts are stored once, however often they were shown. Returns the name of this one. */
export async function keepWording(tx: ShopTransaction, { language, text }: Wording): Promise<string> {
  const hash = createHash('sha256').update(`${language}\n${text}`).digest('hex')
  await tx.consentWording.createMany({
    data: [{ shop: tx.shop, hash, language, text, createdAt: clock.now() }],
    skipDuplicates: true,
  })
  return hash
}

export interface NewEvidence {
  eventId: string
  origin: EvidenceOrigin
  /** The key of the API, or the import. */
  originId: string
  facts: EvidenceFacts
  wordingHash: string | null
  sealed: Uint8Array | null
}

const contextOf = (shop: string, eventId: string) => `consent-evidence/${shop}/${eventId}`

/** Null when nothing leads to anybody. */
export function sealEvidence(
  { shop }: Pick<ShopTransaction, 'shop'>,
  key: DataKey,
  { eventId, ofPerson }: { eventId: string; ofPerson: EvidenceOfPerson },
): Uint8Array<ArrayBuffer> | null {
  if (Object.values(ofPerson).every((value) => value === null)) return null
  return new Uint8Array(vault.seal(key, JSON.stringify(ofPerson), contextOf(shop, eventId)))
}

export async function insertEvidence(tx: ShopTransaction, evidence: readonly NewEvidence[]): Promise<void> {
  await tx.consentEvidence.createMany({
    data: evidence.map(({ sealed, ...row }) => ({
      ...row,
      shop: tx.shop,
      sealed: sealed && new Uint8Array(sealed),
    })),
    skipDuplicates: true,
  })
}

export interface ShownEvidence extends EvidenceFacts, EvidenceOfPerson {
  origin: EvidenceOrigin
  originId: string
  wording: Wording | null
}

const row = z.object({ origin: z.enum(EVIDENCE_ORIGINS), originId: z.string(), facts: evidenceFacts })

/** What came along with an event; null for one that Kept itself asked for. */
export async function findEvidence(
  tx: ShopTransaction,
  { id, subject }: { id: string; subject: SubjectId },
): Promise<ShownEvidence | null> {
  const found = await tx.consentEvidence.findFirst({ where: { eventId: id } })
  if (!found) return null
  const { facts, ...origin } = row.parse(found)
  const key = found.sealed && (await keyOf(tx, subject))
  const opened = key && found.sealed ? vault.open(key, found.sealed, contextOf(tx.shop, id)).toString('utf8') : null
  const ofPerson = opened === null ? { askedBy: null, reference: null } : evidenceOfPerson.parse(JSON.parse(opened))
  const shown =
    found.wordingHash === null
      ? null
      : await tx.consentWording.findFirst({
          where: { hash: found.wordingHash },
          select: { language: true, text: true },
        })
  return { ...origin, ...facts, ...ofPerson, wording: shown }
}
