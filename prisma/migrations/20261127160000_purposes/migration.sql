-- The purposes of each version of the register as rows: what a decision names by its purpose's id and its register
-- version has a name, a basis and a place to be asked for, without reading a whole register.
-- CreateTable
CREATE TABLE "purposes" (
    "shop" TEXT NOT NULL,
    "register_version" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "name" JSONB NOT NULL,
    "default_language" TEXT NOT NULL,
    "legal_basis" TEXT NOT NULL,
    "signal" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "audience" TEXT[],
    "asked_in_banner" BOOLEAN NOT NULL,
    "profiling" BOOLEAN NOT NULL,

    CONSTRAINT "purposes_pkey" PRIMARY KEY ("shop","register_version","id")
);

-- AddForeignKey
ALTER TABLE "purposes" ADD CONSTRAINT "purposes_shop_register_version_fkey" FOREIGN KEY ("shop", "register_version") REFERENCES "register_versions"("shop", "number") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Versions from before: their purposes are taken from their content, which stays what counts.
ALTER TABLE register_versions NO FORCE ROW LEVEL SECURITY;
INSERT INTO purposes
SELECT v.shop, v.number, p->>'id', place, p->'name', v.content->'languages'->>'default', p->>'legalBasis',
  coalesce(p->>'signal', 'none'), coalesce(p->>'channel', 'none'),
  ARRAY(SELECT jsonb_array_elements_text(coalesce(p->'audience', '[]'))),
  coalesce((p->>'askedInBanner')::boolean, false), coalesce((p->>'profiling')::boolean, false)
FROM register_versions v, jsonb_array_elements(v.content->'purposes') WITH ORDINALITY AS e (p, place);
ALTER TABLE register_versions FORCE ROW LEVEL SECURITY;

-- Written once, with the version.
GRANT SELECT, INSERT ON purposes TO kept_app;

ALTER TABLE purposes ENABLE ROW LEVEL SECURITY;
ALTER TABLE purposes FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON purposes
  USING (shop = current_setting('kept.shop', true))
  WITH CHECK (shop = current_setting('kept.shop', true));
