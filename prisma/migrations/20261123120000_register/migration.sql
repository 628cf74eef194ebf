-- CreateTable
CREATE TABLE "register_drafts" (
    "shop" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "register_drafts_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "register_versions" (
    "shop" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "register_versions_pkey" PRIMARY KEY ("shop","number")
);

-- CreateIndex
CREATE INDEX "register_versions_shop_state_number_idx" ON "register_versions"("shop", "state", "number");

-- One publication at a time: two of them would write over each other's pages.
CREATE UNIQUE INDEX "register_versions_one_publishing" ON "register_versions"("shop") WHERE "state" = 'publishing';

GRANT SELECT, INSERT, UPDATE, DELETE ON register_drafts TO kept_app;
-- What was published stays as it was: only how its publication went may be noted.
GRANT SELECT, INSERT, DELETE, UPDATE (state, published_at) ON register_versions TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['register_drafts', 'register_versions'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;
