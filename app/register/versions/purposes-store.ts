/** The purposes of each version as rows, so that a purpose is found without parsing a whole register. */
import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { purpose } from '../model.ts'
import { inLanguage, language, storedText } from '../text.ts'
import type { Language } from '../words.ts'

/** Inserts the rows of a version, in the transaction that creates the version. */
export async function insertPurposes(tx: ShopTransaction, version: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO purposes (shop, register_version, id, place, name, default_language, legal_basis, signal, channel,
      audience, asked_at, profiling)
    SELECT v.shop, v.number, p->>'id', place, p->'name', v.content->'languages'->>'default', p->>'legalBasis',
      p->>'signal', p->>'channel', ARRAY(SELECT jsonb_array_elements_text(p->'audience')),
      ARRAY(SELECT jsonb_array_elements_text(p->'askedAt')), (p->>'profiling')::boolean
    FROM register_versions v, jsonb_array_elements(v.content->'purposes') WITH ORDINALITY AS e (p, place)
    WHERE v.shop = ${tx.shop} AND v.number = ${version}`
}

const known = z.array(
  z.object({ id: z.string(), name: storedText, own: language, legalBasis: purpose.shape.legalBasis }),
)

export interface KnownPurpose {
  id: string
  name: string
  legalBasis: z.infer<typeof purpose>['legalBasis']
}

/**
 * Every purpose that customers were or will be told about: from the draft, else from the newest published version that
 * had it. Unordered.
 */
export async function knownPurposes(tx: ShopTransaction, wanted: Language): Promise<KnownPurpose[]> {
  const rows = await tx.$queryRaw`
    SELECT DISTINCT ON (id) id, name, own, "legalBasis" FROM (
      SELECT p->>'id' AS id, p->'name' AS name, content->'languages'->>'default' AS own,
        p->>'legalBasis' AS "legalBasis", NULL::int AS version
      FROM register_drafts, jsonb_array_elements(content->'purposes') AS p WHERE shop = ${tx.shop}
      UNION ALL
      SELECT p.id, p.name, p.default_language, p.legal_basis, p.register_version
      FROM purposes p JOIN register_versions v ON v.shop = p.shop AND v.number = p.register_version
      WHERE p.shop = ${tx.shop} AND v.state = 'published'
    ) AS every
    ORDER BY id, version DESC NULLS FIRST`
  return known
    .parse(rows)
    .map(({ id, name, own, legalBasis }) => ({ id, name: inLanguage(name, wanted, own), legalBasis }))
}
