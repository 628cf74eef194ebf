-- Rectification (docs/decisions/053): what is held when corrections are proposed, each correction, and the supplementary
-- statements that stay with a person. What names or describes anybody is sealed under the person's key.
CREATE TABLE rectifications (
    "shop" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "reading" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "held" BYTEA,
    "run" TEXT NOT NULL,
    "stopped" TEXT,
    "occasion_id" UUID NOT NULL,
    "applied_by" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "destroy_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rectifications_pkey" PRIMARY KEY ("shop", "request_id"),
    CONSTRAINT "rectifications_shop_request_id_fkey" FOREIGN KEY ("shop", "request_id")
      REFERENCES data_subject_requests ("shop", "id") ON DELETE RESTRICT ON UPDATE NO ACTION
);
CREATE INDEX "rectifications_destroy_at" ON rectifications ("destroy_at") WHERE destroy_at IS NOT NULL;

CREATE TABLE corrections (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "code" TEXT,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "content" BYTEA,

    CONSTRAINT "corrections_pkey" PRIMARY KEY ("shop", "id"),
    CONSTRAINT "corrections_shop_request_id_fkey" FOREIGN KEY ("shop", "request_id")
      REFERENCES rectifications ("shop", "request_id") ON DELETE RESTRICT ON UPDATE NO ACTION
);
CREATE INDEX "corrections_shop_request_id_idx" ON corrections ("shop", "request_id");

CREATE TABLE supplementary_statements (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "about" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "supplementary_statements_pkey" PRIMARY KEY ("shop", "id")
);
CREATE INDEX "supplementary_statements_shop_subject_id_idx" ON supplementary_statements ("shop", "subject_id");

-- That something was corrected stays known; what it was does not.
GRANT SELECT, INSERT, UPDATE ON rectifications, corrections TO kept_app;
GRANT SELECT, INSERT, DELETE ON supplementary_statements TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['rectifications', 'corrections', 'supplementary_statements'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;

/* Whose values are no longer needed, over all shops: like erasures_due, asked without a tenant and answered with names and ids. */
CREATE POLICY due_values ON rectifications FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION rectifications_due(due_by timestamptz, most integer) RETURNS TABLE (shop text, request_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT r.shop, r.request_id FROM rectifications r
    WHERE r.destroy_at <= due_by ORDER BY r.destroy_at LIMIT most;
END
$$;
REVOKE ALL ON FUNCTION rectifications_due(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rectifications_due(timestamptz, integer) TO kept_app;
