-- Consents of another tool: a file in sealed portions, what staff say of its columns, and how far it is.
CREATE TABLE consent_imports (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "tool" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "problem" TEXT,
    "mapping" JSONB,
    "wording_hash" TEXT,
    "rows_done" INTEGER NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "problems" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "confirmed_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "wrapped_key" BYTEA,

    CONSTRAINT "consent_imports_pkey" PRIMARY KEY ("shop", "id")
);

CREATE TABLE consent_import_portions (
    "shop" TEXT NOT NULL,
    "import_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "consent_import_portions_pkey" PRIMARY KEY ("shop", "import_id", "number"),
    CONSTRAINT "consent_import_portions_shop_import_id_fkey" FOREIGN KEY ("shop", "import_id")
      REFERENCES consent_imports ("shop", "id") ON DELETE RESTRICT ON UPDATE NO ACTION
);

-- What was imported stays known: it is the origin of evidence. The file goes when it is worked.
GRANT SELECT, INSERT, UPDATE ON consent_imports TO kept_app;
GRANT SELECT, INSERT, DELETE ON consent_import_portions TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['consent_imports', 'consent_import_portions'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;

-- A change of the encryption key reaches the keys of files too.
CREATE POLICY sealed ON consent_imports FOR SELECT TO CURRENT_USER USING (true);

CREATE OR REPLACE FUNCTION sealed_next_shop(after text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_subjects text := (SELECT min(t.shop) FROM subjects t WHERE t.shop > after);
  of_messages text := (SELECT min(t.shop) FROM inbox_messages t WHERE t.shop > after);
  of_keys text := (SELECT min(t.shop) FROM consent_signing_keys t WHERE t.shop > after);
  of_sessions text := (SELECT min(t.shop) FROM sessions t WHERE t.shop > after);
  of_mails text := (SELECT min(t.shop) FROM mails t WHERE t.shop > after);
  of_erasures text := (SELECT min(t.shop) FROM erasures t WHERE t.shop > after);
  of_ways text := (SELECT min(t.shop) FROM recipient_ways t WHERE t.shop > after);
  of_tasks text := (SELECT min(t.shop) FROM recipient_tasks t WHERE t.shop > after);
  of_endpoints text := (SELECT min(t.shop) FROM outgoing_endpoints t WHERE t.shop > after);
  of_imports text := (SELECT min(t.shop) FROM consent_imports t WHERE t.shop > after);
  of_outgoing text := (SELECT min(t.shop) FROM outgoing_events t WHERE t.shop > after);
BEGIN
  RETURN least(of_subjects, of_messages, of_keys, of_sessions, of_mails, of_erasures, of_ways, of_tasks, of_endpoints, of_outgoing, of_imports);
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
    UNION ALL SELECT substring(credential FROM 4 FOR 8) FROM recipient_ways WHERE credential IS NOT NULL
    UNION ALL SELECT substring(previous_credential FROM 4 FOR 8) FROM recipient_ways WHERE previous_credential IS NOT NULL
    UNION ALL SELECT substring(wrapped_key FROM 2 FOR 8) FROM recipient_tasks WHERE wrapped_key IS NOT NULL
    UNION ALL SELECT substring(note FROM 4 FOR 8) FROM recipient_tasks WHERE note IS NOT NULL
    UNION ALL SELECT substring(secret FROM 4 FOR 8) FROM outgoing_endpoints WHERE secret IS NOT NULL
    UNION ALL SELECT substring(previous_secret FROM 4 FOR 8) FROM outgoing_endpoints WHERE previous_secret IS NOT NULL
    UNION ALL SELECT substring(content FROM 4 FOR 8) FROM outgoing_events WHERE content IS NOT NULL
    UNION ALL SELECT substring(answer FROM 4 FOR 8) FROM outgoing_deliveries WHERE answer IS NOT NULL
    UNION ALL SELECT substring(wrapped_key FROM 2 FOR 8) FROM consent_imports WHERE wrapped_key IS NOT NULL
    UNION ALL SELECT substring(sealed_token(access_token) FROM 4 FOR 8) FROM sessions
    UNION ALL SELECT substring(sealed_token(refresh_token) FROM 4 FOR 8) FROM sessions
    UNION ALL SELECT substring(wrapped_key FROM 2 FOR 8) FROM lookup_keys
  ) AS places (id) WHERE octet_length(id) = 8 GROUP BY id ORDER BY id
$$;
