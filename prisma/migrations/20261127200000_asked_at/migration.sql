-- Where a purpose is asked for, instead of whether the banner asks. Versions stay as they were published: Kept reads
-- both forms. Drafts are moved on: e-mail, SMS and partners are not asked in the banner any more.
ALTER TABLE purposes NO FORCE ROW LEVEL SECURITY;
ALTER TABLE register_drafts NO FORCE ROW LEVEL SECURITY;

ALTER TABLE "purposes" ADD COLUMN "asked_at" TEXT[] NOT NULL DEFAULT '{}';
UPDATE "purposes" SET "asked_at" = '{banner}' WHERE "asked_in_banner";
ALTER TABLE "purposes" DROP COLUMN "asked_in_banner", ALTER COLUMN "asked_at" DROP DEFAULT;

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

ALTER TABLE purposes FORCE ROW LEVEL SECURITY;
ALTER TABLE register_drafts FORCE ROW LEVEL SECURITY;
