-- The shop's own systems: the keys that open the HTTP API, calls that must not take effect twice, and the evidence of
-- consents that were given elsewhere: what the person was shown, where and by whom.
CREATE TABLE api_keys (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[] NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("shop", "id")
);
-- Which shop a key is of is asked by its id alone.
CREATE INDEX "api_keys_id" ON api_keys ("id");

CREATE TABLE api_calls (
    "shop" TEXT NOT NULL,
    "key_id" UUID NOT NULL,
    "call" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "result_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_calls_pkey" PRIMARY KEY ("shop", "key_id", "call")
);
CREATE INDEX "api_calls_shop_at_idx" ON api_calls ("shop", "at");
CREATE INDEX "api_calls_shop_result_id_idx" ON api_calls ("shop", "result_id");

CREATE TABLE consent_wordings (
    "shop" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_wordings_pkey" PRIMARY KEY ("shop", "hash")
);

CREATE TABLE consent_evidence (
    "shop" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "origin_id" UUID NOT NULL,
    "facts" JSONB NOT NULL,
    "wording_hash" TEXT,
    "sealed" BYTEA,

    CONSTRAINT "consent_evidence_pkey" PRIMARY KEY ("shop", "event_id")
);

-- Evidence is only added. It goes with the person's events, by the function below, and with its shop.
GRANT SELECT, INSERT ON consent_wordings, consent_evidence TO kept_app;
-- A key is named by what it recorded: it is revoked, and never removed.
GRANT SELECT, INSERT, UPDATE ("last_used_at", "revoked_at", "revoked_by") ON api_keys TO kept_app;
GRANT SELECT, INSERT, DELETE, UPDATE ("result_id") ON api_calls TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['api_keys', 'api_calls', 'consent_wordings', 'consent_evidence'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;

/* Whose key it is: asked without a tenant, before anything of the shop may be read, and answered with its name alone. */
CREATE POLICY whose_key ON api_keys FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION api_key_shop(key uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT k.shop FROM api_keys k WHERE k.id = key);
END
$$;
REVOKE ALL ON FUNCTION api_key_shop(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_key_shop(uuid) TO kept_app;

/* As before, and with the evidence of these events and the calls that recorded them. */
CREATE OR REPLACE FUNCTION consent_erase_events(of_shop text, subjects uuid[], most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  theirs uuid[];
BEGIN
  PERFORM shop_demand_own(of_shop);
  IF most NOT BETWEEN 1 AND 10000 THEN
    RAISE EXCEPTION 'Events are erased 1 to 10,000 at a time';
  END IF;
  PERFORM set_config('kept.erasing_shop', '', true);
  theirs := ARRAY(
    SELECT id FROM consent_events WHERE shop = of_shop AND subject_id = ANY (subjects) ORDER BY position LIMIT most
  );
  DELETE FROM consent_staff_entries WHERE shop = of_shop AND event_id = ANY (theirs);
  DELETE FROM consent_evidence WHERE shop = of_shop AND event_id = ANY (theirs);
  DELETE FROM api_calls WHERE shop = of_shop AND result_id = ANY (theirs);
  DELETE FROM consent_events WHERE shop = of_shop AND id = ANY (theirs);
  RETURN cardinality(theirs);
END
$$;
