-- Staff by name, and what the shop shows otherwise than Kept wrote or declared.
-- CreateTable
CREATE TABLE "staff_members" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_members_pkey" PRIMARY KEY ("shop","id")
);

-- CreateIndex
CREATE INDEX "staff_members_shop_seen_at_idx" ON "staff_members"("shop", "seen_at");

-- CreateTable
CREATE TABLE "drift_watches" (
    "shop" TEXT NOT NULL,
    "next_look_at" TIMESTAMPTZ(3) NOT NULL,
    "looked_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "observed" JSONB,
    "told" TEXT NOT NULL DEFAULT 'owner',
    "address" TEXT,
    "language" TEXT,
    "changed_at" TIMESTAMPTZ(3),
    "changed_by" TEXT,

    CONSTRAINT "drift_watches_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "drifts" (
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "mail_state" TEXT NOT NULL,
    "mail_reason" TEXT,
    "mailed_at" TIMESTAMPTZ(3),

    CONSTRAINT "drifts_pkey" PRIMARY KEY ("shop","kind")
);

-- The app forgets names that it has not seen for long; the rest goes with its shop only.
GRANT SELECT, INSERT, UPDATE, DELETE ON staff_members TO kept_app;
GRANT SELECT, INSERT, UPDATE ON drift_watches, drifts TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['staff_members', 'drift_watches', 'drifts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;

/*
 * Which shops are due for a look at what they show. Like consent_due_seals: asked without a tenant, answered with names
 * alone.
 */
CREATE POLICY due_looks ON installations FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY due_looks ON drift_watches FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION drift_due_looks(due_by timestamptz, most integer) RETURNS TABLE (shop text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT i.shop FROM installations i LEFT JOIN drift_watches w ON w.shop = i.shop
    WHERE i.uninstalled_at IS NULL AND (w.shop IS NULL OR w.next_look_at <= due_by)
    ORDER BY w.next_look_at NULLS FIRST LIMIT most;
END
$$;
REVOKE ALL ON FUNCTION drift_due_looks(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drift_due_looks(timestamptz, integer) TO kept_app;
