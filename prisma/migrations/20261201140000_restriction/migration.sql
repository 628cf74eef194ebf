-- Restriction of processing (GDPR Art. 18): a mark on the subject, the work that follows from it, and what each step did.
-- Human review (Art. 22(3)): which order it is about, and what a person decided.
CREATE TABLE subject_restrictions (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "ground" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "lifting_since" TIMESTAMPTZ(3),
    "lift_on" DATE,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "subject_restrictions_pkey" PRIMARY KEY ("shop", "id", "subject_id")
);
CREATE INDEX "subject_restrictions_shop_subject_id_idx" ON subject_restrictions ("shop", "subject_id");
ALTER TABLE subject_restrictions ADD CONSTRAINT "subject_restrictions_shop_subject_id_fkey"
  FOREIGN KEY ("shop", "subject_id") REFERENCES subjects ("shop", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CREATE TABLE restriction_runs (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "phase" TEXT NOT NULL,
    "run" TEXT NOT NULL,
    "stopped" TEXT,
    "set_by" TEXT NOT NULL,
    "agreed_before" BYTEA,
    "told_at" TIMESTAMPTZ(3),
    "told_by" TEXT,
    "not_installed" BOOLEAN NOT NULL DEFAULT false,
    "ended" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "look_at" TIMESTAMPTZ(3),

    CONSTRAINT "restriction_runs_pkey" PRIMARY KEY ("shop", "id")
);
CREATE INDEX "restriction_runs_shop_request_id_idx" ON restriction_runs ("shop", "request_id");
CREATE INDEX "restriction_runs_look_at" ON restriction_runs ("look_at") WHERE look_at IS NOT NULL;
ALTER TABLE restriction_runs ADD CONSTRAINT "restriction_runs_shop_request_id_fkey"
  FOREIGN KEY ("shop", "request_id") REFERENCES data_subject_requests ("shop", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

CREATE TABLE restriction_steps (
    "shop" TEXT NOT NULL,
    "restriction_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "code" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "restriction_steps_pkey" PRIMARY KEY ("shop", "restriction_id", "step")
);
ALTER TABLE restriction_steps ADD CONSTRAINT "restriction_steps_shop_restriction_id_fkey"
  FOREIGN KEY ("shop", "restriction_id") REFERENCES restriction_runs ("shop", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

CREATE TABLE human_reviews (
    "shop" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "order" BYTEA NOT NULL,
    "decision" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "tasks" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "human_reviews_pkey" PRIMARY KEY ("shop", "request_id")
);
ALTER TABLE human_reviews ADD CONSTRAINT "human_reviews_shop_request_id_fkey"
  FOREIGN KEY ("shop", "request_id") REFERENCES data_subject_requests ("shop", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- A mark goes with its subject, by the database itself. Everything else stays until its shop goes: it is the proof.
GRANT SELECT, INSERT, UPDATE ON subject_restrictions, restriction_runs, restriction_steps, human_reviews TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['subject_restrictions', 'restriction_runs', 'restriction_steps', 'human_reviews'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;

/* Which restrictions are to be looked at, over all shops: like erasures_due, asked without a tenant and answered with names and ids. */
CREATE POLICY due_looks ON restriction_runs FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION restrictions_due(due_by timestamptz, most integer) RETURNS TABLE (shop text, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT r.shop, r.id FROM restriction_runs r WHERE r.look_at <= due_by ORDER BY r.look_at LIMIT most;
END
$$;
REVOKE ALL ON FUNCTION restrictions_due(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION restrictions_due(timestamptz, integer) TO kept_app;
