-- CreateTable
CREATE TABLE "banner_settings" (
    "shop" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "banner_settings_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "banner_versions" (
    "shop" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "register_version" INTEGER,
    "config" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "banner_versions_pkey" PRIMARY KEY ("shop","hash")
);

-- CreateTable
CREATE TABLE "banner_publications" (
    "shop" TEXT NOT NULL,
    "told" JSONB NOT NULL,
    "hash" TEXT,
    "register_version" INTEGER,
    "settings_revision" INTEGER NOT NULL DEFAULT 0,
    "published_at" TIMESTAMPTZ(3),
    "problem" JSONB,
    "problem_at" TIMESTAMPTZ(3),

    CONSTRAINT "banner_publications_pkey" PRIMARY KEY ("shop")
);

GRANT SELECT, INSERT, UPDATE, DELETE ON banner_settings, banner_publications TO kept_app;
-- What a decision was shown stays as it was shown.
GRANT SELECT, INSERT, DELETE ON banner_versions TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['banner_settings', 'banner_versions', 'banner_publications'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;
