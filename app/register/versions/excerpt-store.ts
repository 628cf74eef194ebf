import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { controller, languages, purpose, recipient, retentionRule } from '../model.ts'
import { storedText } from '../text.ts'
import type { Language } from '../words.ts'

const ids = z.array(z.string())

const excerpt = z.object({
  hash: z.string(),
  languages: languages,
  controller,
  purposes: z.array(
    z.object({
      id: z.string(),
      name: storedText,
      description: storedText,
      legalBasis: purpose.shape.legalBasis,
      dataCategories: ids,
      recipients: ids,
      retentionRules: ids,
    }),
  ),
  dataCategories: z.array(z.object({ id: z.string(), name: storedText })),
  recipients: z.array(
    z.object({ id: z.string(), name: storedText, kind: recipient.shape.kind, country: recipient.shape.country }),
  ),
  retentionRules: z.array(
    z.object({
      id: z.string(),
      months: retentionRule.shape.months,
      trigger: retentionRule.shape.trigger,
      action: retentionRule.shape.action,
    }),
  ),
})

/** The part of a version that is about some purposes, and the version's hash. */
export type Excerpt = z.infer<typeof excerpt>

interface Wanted {
  number: number
  purposes: readonly string[]
  /** Texts in these languages and the register's own, where one of them is written. */
  languages: readonly Language[]
}

/** A text in the wanted languages; in all languages when none of these is written. */
const texts = (path: string) => `coalesce((SELECT jsonb_object_agg(key, value) FROM jsonb_each(${path})
        WHERE key = ANY ($4::text[] || own)), ${path})`

/** $1 shop, $2 number, $3 ids of purposes, $4 languages. */
const EXCERPT = `
  WITH version AS MATERIALIZED (
    SELECT hash, content, content->'languages'->>'default' AS own
    FROM register_versions WHERE shop = $1 AND number = $2
  ), named AS MATERIALIZED (
    SELECT p.place, purpose, p.name, p.legal_basis, own
    FROM purposes p, version, jsonb_array_elements(content->'purposes') AS e (purpose)
    WHERE p.shop = $1 AND p.register_version = $2 AND p.id = ANY ($3::text[]) AND purpose->>'id' = p.id
  )
  SELECT hash, content->'languages' AS languages, content->'controller' AS controller,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', purpose->'id', 'legalBasis', legal_basis,
        'name', ${texts('name')}, 'description', ${texts(`purpose->'description'`)},
        'dataCategories', purpose->'dataCategories', 'recipients', purpose->'recipients',
        'retentionRules', purpose->'retentionRules') ORDER BY place), '[]') FROM named) AS purposes,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e->'id', 'name', ${texts(`e->'name'`)}) ORDER BY place), '[]')
      FROM jsonb_array_elements(content->'dataCategories') WITH ORDINALITY AS entries (e, place)
      WHERE e->>'id' IN (SELECT jsonb_array_elements_text(purpose->'dataCategories') FROM named)) AS "dataCategories",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e->'id', 'name', ${texts(`e->'name'`)}, 'kind', e->'kind',
        'country', e->'country') ORDER BY place), '[]')
      FROM jsonb_array_elements(content->'recipients') WITH ORDINALITY AS entries (e, place)
      WHERE e->>'id' IN (SELECT jsonb_array_elements_text(purpose->'recipients') FROM named)) AS recipients,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e->'id', 'months', e->'months', 'trigger', e->'trigger',
        'action', e->'action') ORDER BY place), '[]')
      FROM jsonb_array_elements(content->'retentionRules') WITH ORDINALITY AS entries (e, place)
      WHERE e->>'id' IN (SELECT jsonb_array_elements_text(purpose->'retentionRules') FROM named)) AS "retentionRules"
  FROM version`

/**
 * Reads the excerpt of a version about these purposes, in the register's order. It reads no more than that, because a
 * register may be large and anybody may ask. Null when the version does not exist.
 */
export async function excerptOf(tx: ShopTransaction, { number, purposes, languages }: Wanted): Promise<Excerpt | null> {
  const [row] = await tx.$queryRawUnsafe<unknown[]>(EXCERPT, tx.shop, number, [...purposes], [...languages])
  return row === undefined ? null : excerpt.parse(row)
}
