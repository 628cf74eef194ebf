-- How a person who asks is known (docs/decisions/048): one-time links, uploaded proofs, what strangers sent that is not worked
-- yet, and how often somebody asked within the hour.
CREATE TABLE identity_links (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT,
    "path_prefix" TEXT,
    "result" TEXT,
    "known_as" TEXT,
    "hash" BYTEA,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "visit_hash" BYTEA,
    "visit_until" TIMESTAMPTZ(3),

    CONSTRAINT "identity_links_pkey" PRIMARY KEY ("shop", "id"),
    CONSTRAINT "identity_links_shop_request_id_fkey" FOREIGN KEY ("shop", "request_id")
      REFERENCES data_subject_requests ("shop", "id") ON DELETE RESTRICT ON UPDATE NO ACTION
);
CREATE INDEX "identity_links_shop_request_id_idx" ON identity_links ("shop", "request_id");

CREATE TABLE identity_proofs (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "handed_in_at" TIMESTAMPTZ(3) NOT NULL,
    "delete_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "identity_proofs_pkey" PRIMARY KEY ("shop", "id"),
    CONSTRAINT "identity_proofs_shop_request_id_fkey" FOREIGN KEY ("shop", "request_id")
      REFERENCES data_subject_requests ("shop", "id") ON DELETE RESTRICT ON UPDATE NO ACTION
);
CREATE INDEX "identity_proofs_shop_request_id_idx" ON identity_proofs ("shop", "request_id");

CREATE TABLE request_intakes (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "request_intakes_pkey" PRIMARY KEY ("shop", "id"),
    CONSTRAINT "request_intakes_shop_subject_id_fkey" FOREIGN KEY ("shop", "subject_id")
      REFERENCES subjects ("shop", "id") ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX "request_intakes_shop_subject_id_idx" ON request_intakes ("shop", "subject_id");

CREATE TABLE request_rates (
    "shop" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "delete_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "request_rates_pkey" PRIMARY KEY ("shop", "key")
);

GRANT SELECT, INSERT, DELETE ON identity_links, identity_proofs, request_intakes, request_rates TO kept_app;
-- A proof and what a stranger sent stay as they came.
GRANT UPDATE (result, known_as, hash, tries, expires_at, used_at, visit_hash, visit_until) ON identity_links TO kept_app;
GRANT UPDATE (count) ON request_rates TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['identity_links', 'identity_proofs', 'request_intakes', 'request_rates'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;

/**
 * Which shops have something to delete: proofs that nobody decided on in time, and counts of the hour before. Like
 * drift_due_looks: asked without a tenant, answered with names alone.
 */
CREATE POLICY due_sweeps ON identity_proofs FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY due_sweeps ON request_rates FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION identity_due_sweeps(due_by timestamptz, most integer) RETURNS TABLE (shop text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT p.shop FROM identity_proofs p WHERE p.delete_at <= due_by
    UNION SELECT r.shop FROM request_rates r WHERE r.delete_at <= due_by
    LIMIT most;
END
$$;
REVOKE ALL ON FUNCTION identity_due_sweeps(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity_due_sweeps(timestamptz, integer) TO kept_app;
CREATE INDEX "identity_proofs_shop_delete_at_idx" ON identity_proofs ("shop", "delete_at");
CREATE INDEX "request_rates_shop_delete_at_idx" ON request_rates ("shop", "delete_at");
