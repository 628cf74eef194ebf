-- Where a purpose is asked for, instead of whether the banner asks. Versions stay as they were published: Kept reads
-- both forms. Drafts are moved on: e-mail, SMS and partners are not asked in the banner any more.
ALTER TABLE purposes NO FORCE ROW LEVEL SECURITY;
ALTER TABLE register_drafts NO FORCE ROW LEVEL SECURITY;
ALTER TABLE register_versions NO FORCE ROW LEVEL SECURITY;

ALTER TABLE "purposes" ADD COLUMN "asked_at" TEXT[] NOT NULL DEFAULT '{}';
UPDATE "purposes" SET "asked_at" = '{banner}' WHERE "asked_in_banner";
-- Processes of the release before still write it; a later release takes it away.
ALTER TABLE "purposes" ALTER COLUMN "asked_in_banner" DROP NOT NULL;

UPDATE "register_drafts" SET "content" = jsonb_set("content", '{purposes}', (
  SELECT coalesce(jsonb_agg(
    CASE WHEN p ? 'askedInBanner' THEN p - 'askedInBanner' || jsonb_build_object('askedAt',
      CASE
        WHEN p->>'askedInBanner' <> 'true' OR p->>'topic' = 'joint_use' THEN '[]'::jsonb
        WHEN p->>'channel' IN ('email', 'sms') THEN '["sign_up_form", "account"]'::jsonb
        ELSE '["banner"]'::jsonb
      END)
    ELSE p END ORDER BY place), '[]'::jsonb)
  FROM jsonb_array_elements("content"->'purposes') WITH ORDINALITY AS e (p, place)));

-- What the policy promises in fixed sentences is confirmed before the next publication; of a shop that has published
-- nothing yet, everything that its draft supposes.
UPDATE "register_drafts" d SET "content" = jsonb_set(d."content", '{suggested}', '["sentence/essentials-no-sale", "sentence/automated-with-consent", "sentence/recipients-processors", "sentence/recipients-joint", "sentence/recipients-only-with-consent", "sentence/storage-reviewed", "sentence/cookies-consent", "sentence/rights-answer-time", "sentence/changes-how", "sentence/changes-new-purposes"]'::jsonb
  || CASE WHEN EXISTS (SELECT FROM "register_versions" v WHERE v."shop" = d."shop") THEN '[]'::jsonb
     ELSE '["controller", "rights_channel", "cookies"]'::jsonb || (
       SELECT coalesce(jsonb_agg(kind || '/' || (e->>'id')), '[]'::jsonb)
       FROM (VALUES ('purposes', 'purpose'), ('dataCategories', 'data_category'), ('recipients', 'recipient'),
         ('storagePlaces', 'storage_place'), ('retentionRules', 'retention_rule'), ('trackers', 'tracker'),
         ('clauses', 'clause')) AS k (collection, kind),
         jsonb_array_elements(d."content"->collection) AS e)
     END);

ALTER TABLE purposes FORCE ROW LEVEL SECURITY;
ALTER TABLE register_drafts FORCE ROW LEVEL SECURITY;
ALTER TABLE register_versions FORCE ROW LEVEL SECURITY;
