-- The erasure of a person (docs/decisions/050): its plan, its steps, and what Shopify does with it over months. A row outlives
-- the person: it has their Shopify id in an envelope until Shopify was seen to have erased them, and keyed hashes.
CREATE TABLE erasures (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "request_id" UUID,
    "origin" TEXT NOT NULL,
    "run" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "plan" JSONB,
    "planned_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "confirmed_by" TEXT,
    "stopped" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),
    "kept_erased_at" TIMESTAMPTZ(3),
    "customer" BYTEA,
    "lookups" TEXT[] NOT NULL,
    "requested_at" TIMESTAMPTZ(3),
    "held_until" DATE,
    "erased_by" DATE,
    "redact_seen_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" TEXT,
    "code" TEXT,
    "not_installed" BOOLEAN NOT NULL DEFAULT false,
    "alarm" TEXT,
    "alarm_at" TIMESTAMPTZ(3),
    "returned_at" TIMESTAMPTZ(3),
    "returned_by" TEXT,
    "return_settled_at" TIMESTAMPTZ(3),
    "return_settled_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "look_at" TIMESTAMPTZ(3),

    CONSTRAINT "erasures_pkey" PRIMARY KEY ("shop", "id"),
    CONSTRAINT "erasures_shop_request_id_fkey" FOREIGN KEY ("shop", "request_id")
      REFERENCES data_subject_requests ("shop", "id") ON DELETE RESTRICT ON UPDATE NO ACTION
);
-- One erasure for each request.
CREATE UNIQUE INDEX "erasures_shop_request_id_key" ON erasures ("shop", "request_id");
CREATE INDEX "erasures_lookups_idx" ON erasures USING gin ("lookups");
CREATE INDEX "erasures_shop_look_at_idx" ON erasures ("shop", "look_at");

CREATE TABLE erasure_steps (
    "shop" TEXT NOT NULL,
    "erasure_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "code" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erasure_steps_pkey" PRIMARY KEY ("shop", "erasure_id", "step"),
    CONSTRAINT "erasure_steps_shop_erasure_id_fkey" FOREIGN KEY ("shop", "erasure_id")
      REFERENCES erasures ("shop", "id") ON DELETE RESTRICT ON UPDATE NO ACTION
);

GRANT SELECT, INSERT, UPDATE ON erasures, erasure_steps TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['erasures', 'erasure_steps'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;

/* Which erasures are to be looked at, over all shops: like drift_due_looks, asked without a tenant and answered with names and ids. */
CREATE POLICY due_looks ON erasures FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION erasures_due(due_by timestamptz, most integer) RETURNS TABLE (shop text, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT e.shop, e.id FROM erasures e WHERE e.look_at <= due_by ORDER BY e.look_at LIMIT most;
END
$$;
REVOKE ALL ON FUNCTION erasures_due(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erasures_due(timestamptz, integer) TO kept_app;

-- A change of the encryption key reaches the ids of customers whom Shopify has not erased yet.
CREATE OR REPLACE FUNCTION sealed_next_shop(after text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_subjects text := (SELECT min(t.shop) FROM subjects t WHERE t.shop > after);
  of_messages text := (SELECT min(t.shop) FROM inbox_messages t WHERE t.shop > after);
  of_keys text := (SELECT min(t.shop) FROM consent_signing_keys t WHERE t.shop > after);
  of_sessions text := (SELECT min(t.shop) FROM sessions t WHERE t.shop > after);
  of_mails text := (SELECT min(t.shop) FROM mails t WHERE t.shop > after);
  of_erasures text := (SELECT min(t.shop) FROM erasures t WHERE t.shop > after);
BEGIN
  RETURN least(of_subjects, of_messages, of_keys, of_sessions, of_mails, of_erasures);
END
$$;

CREATE OR REPLACE FUNCTION sealed_under() RETURNS TABLE (key_id text, sealed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT encode(id, 'hex'), count(*) FROM (
    SELECT substring(wrapped_key FROM 2 FOR 8) FROM subjects WHERE wrapped_key IS NOT NULL
    UNION ALL SELECT substring(payload FROM 4 FOR 8) FROM inbox_messages WHERE payload IS NOT NULL
    UNION ALL SELECT substring(private_key FROM 4 FOR 8) FROM consent_signing_keys WHERE private_key IS NOT NULL
    UNION ALL SELECT substring(staff_content FROM 4 FOR 8) FROM mails WHERE staff_content IS NOT NULL
    UNION ALL SELECT substring(customer FROM 4 FOR 8) FROM erasures WHERE customer IS NOT NULL
    UNION ALL SELECT substring(sealed_token(access_token) FROM 4 FOR 8) FROM sessions
    UNION ALL SELECT substring(sealed_token(refresh_token) FROM 4 FOR 8) FROM sessions
    UNION ALL SELECT substring(wrapped_key FROM 2 FOR 8) FROM lookup_keys
  ) AS places (id) WHERE octet_length(id) = 8 GROUP BY id ORDER BY id
$$;
