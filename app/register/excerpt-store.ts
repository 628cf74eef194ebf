import { z } from 'zod'
import type { ShopTransaction } from '../platform/db.ts'
import { controller, dataCategory, purpose, recipient, register, retentionRule } from './model.ts'

const excerpt = z.object({
  hash: z.string(),
  languages: register.shape.languages,
  controller,
  purposes: z.array(
    purpose.pick({
      id: true,
      name: true,
      description: true,
      legalBasis: true,
      dataCategories: true,
      recipients: true,
      retentionRules: true,
    }),
  ),
  dataCategories: z.array(dataCategory.pick({ id: true, name: true })),
  recipients: z.array(recipient.pick({ id: true, name: true, kind: true, country: true })),
  retentionRules: z.array(retentionRule.pick({ id: true, months: true, trigger: true, action: true })),
})

/** What a version of the register says of some purposes, and the version's hash. */
export type Excerpt = z.infer<typeof excerpt>

/**
 * What a version says of these purposes, in the register's order: a register may be large, and who asks is anybody.
 * Null when the version is not there.
 */
export async function excerptOf(
  tx: ShopTransaction,
  number: number,
  purposes: readonly string[],
): Promise<Excerpt | null> {
  const [row] = await tx.$queryRaw<unknown[]>`
    WITH version AS MATERIALIZED (
      SELECT hash, content FROM register_versions WHERE shop = ${tx.shop} AND number = ${number}
    ), named AS MATERIALIZED (
      SELECT place, purpose FROM version, jsonb_array_elements(content->'purposes') WITH ORDINALITY AS e (purpose, place)
      WHERE purpose->>'id' = ANY (${[...purposes]}::text[])
    )
    SELECT hash, content->'languages' AS languages, content->'controller' AS controller,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', purpose->'id', 'name', purpose->'name',
          'description', purpose->'description', 'legalBasis', purpose->'legalBasis',
          'dataCategories', purpose->'dataCategories', 'recipients', purpose->'recipients',
          'retentionRules', purpose->'retentionRules') ORDER BY place), '[]') FROM named) AS purposes,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e->'id', 'name', e->'name') ORDER BY place), '[]')
        FROM jsonb_array_elements(content->'dataCategories') WITH ORDINALITY AS entries (e, place)
        WHERE e->>'id' IN (SELECT jsonb_array_elements_text(purpose->'dataCategories') FROM named)) AS "dataCategories",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e->'id', 'name', e->'name', 'kind', e->'kind',
          'country', e->'country') ORDER BY place), '[]')
        FROM jsonb_array_elements(content->'recipients') WITH ORDINALITY AS entries (e, place)
        WHERE e->>'id' IN (SELECT jsonb_array_elements_text(purpose->'recipients') FROM named)) AS recipients,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e->'id', 'months', e->'months', 'trigger', e->'trigger',
          'action', e->'action') ORDER BY place), '[]')
        FROM jsonb_array_elements(content->'retentionRules') WITH ORDINALITY AS entries (e, place)
        WHERE e->>'id' IN (SELECT jsonb_array_elements_text(purpose->'retentionRules') FROM named)) AS "retentionRules"
    FROM version`
  return row === undefined ? null : excerpt.parse(row)
}
