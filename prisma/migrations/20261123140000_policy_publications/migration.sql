-- CreateTable
CREATE TABLE "policy_publications" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "step" TEXT NOT NULL,
    "step_locale" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failure" JSONB,
    "restore_failure" JSONB,
    "plan" JSONB,
    "before" JSONB,
    "cookie_page_id" TEXT,
    "lease" UUID,
    "leased_until" TIMESTAMPTZ(3),
    "tried_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "drift" JSONB,
    "accepted_by" TEXT,
    "accepted_at" TIMESTAMPTZ(3),

    CONSTRAINT "policy_publications_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "policy_pages" (
    "shop" TEXT NOT NULL,
    "publication_id" UUID NOT NULL,
    "document" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "policy_pages_pkey" PRIMARY KEY ("shop","publication_id","document","locale")
);

-- CreateIndex
CREATE INDEX "policy_publications_shop_state_started_at_idx" ON "policy_publications"("shop", "state", "started_at");

-- CreateIndex
CREATE INDEX "policy_publications_shop_version_idx" ON "policy_publications"("shop", "version");

-- AddForeignKey
ALTER TABLE "policy_pages" ADD CONSTRAINT "policy_pages_shop_publication_id_fkey" FOREIGN KEY ("shop", "publication_id") REFERENCES "policy_publications"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One publication at a time: two of them would write over each other's pages.
CREATE UNIQUE INDEX "policy_publications_one_open" ON "policy_publications"("shop") WHERE "state" IN ('publishing', 'restoring');

GRANT SELECT, INSERT, UPDATE, DELETE ON policy_publications TO kept_app;
-- What was written to the shop stays as it was written.
GRANT SELECT, INSERT, DELETE ON policy_pages TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['policy_publications', 'policy_pages'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;
