-- CreateTable
CREATE TABLE "storefront_checks" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "started_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "storefront_checks_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "storefront_check_phases" (
    "shop" TEXT NOT NULL,
    "check_id" UUID NOT NULL,
    "phase" TEXT NOT NULL,
    "cookies" TEXT[] NOT NULL,
    "storage" TEXT[] NOT NULL,
    "hosts" TEXT[] NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "storefront_check_phases_pkey" PRIMARY KEY ("shop","check_id","phase")
);

-- CreateIndex
CREATE UNIQUE INDEX "storefront_checks_shop_token_hash_key" ON "storefront_checks"("shop", "token_hash");

-- AddForeignKey
ALTER TABLE "storefront_check_phases" ADD CONSTRAINT "storefront_check_phases_shop_check_id_fkey" FOREIGN KEY ("shop", "check_id") REFERENCES "storefront_checks"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A report stays as the storefront gave it.
GRANT SELECT, INSERT, DELETE ON storefront_checks, storefront_check_phases TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['storefront_checks', 'storefront_check_phases'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;
