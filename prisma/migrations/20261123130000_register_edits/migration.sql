-- CreateTable
CREATE TABLE "register_edits" (
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "register_edits_pkey" PRIMARY KEY ("shop","kind","entry_id")
);

-- CreateTable
CREATE TABLE "seen_trackers" (
    "shop" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,
    "dismissed_at" TIMESTAMPTZ(3),

    CONSTRAINT "seen_trackers_pkey" PRIMARY KEY ("shop","name")
);

-- CreateIndex
CREATE INDEX "seen_trackers_shop_last_seen_idx" ON "seen_trackers"("shop", "last_seen");

GRANT SELECT, INSERT, UPDATE, DELETE ON register_edits, seen_trackers TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['register_edits', 'seen_trackers'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;
