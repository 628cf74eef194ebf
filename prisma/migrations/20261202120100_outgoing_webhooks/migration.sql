-- Outgoing webhooks: addresses of the shop's own systems, what they are told, and how each try went.
CREATE TABLE outgoing_endpoints (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[] NOT NULL,
    "state" TEXT NOT NULL,
    "secret" BYTEA NOT NULL,
    "previous_secret" BYTEA,
    "previous_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "succeeded_at" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "wait_until" TIMESTAMPTZ(3),
    "off_at" TIMESTAMPTZ(3),

    CONSTRAINT "outgoing_endpoints_pkey" PRIMARY KEY ("shop", "id")
);

CREATE TABLE outgoing_events (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "subject_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "content" BYTEA,

    CONSTRAINT "outgoing_events_pkey" PRIMARY KEY ("shop", "id")
);
CREATE INDEX "outgoing_events_shop_subject_id_idx" ON outgoing_events ("shop", "subject_id");
CREATE INDEX "outgoing_events_shop_at_idx" ON outgoing_events ("shop", "at");

CREATE TABLE outgoing_deliveries (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "tried_at" TIMESTAMPTZ(3),
    "http_status" INTEGER,
    "code" TEXT,
    "answer" BYTEA,

    CONSTRAINT "outgoing_deliveries_pkey" PRIMARY KEY ("shop", "id"),
    CONSTRAINT "outgoing_deliveries_shop_event_id_fkey" FOREIGN KEY ("shop", "event_id")
      REFERENCES outgoing_events ("shop", "id") ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX "outgoing_deliveries_shop_event_id_idx" ON outgoing_deliveries ("shop", "event_id");
CREATE INDEX "outgoing_deliveries_next_at" ON outgoing_deliveries ("next_at") WHERE next_at IS NOT NULL;

-- What was told is forgotten after some days; an address when staff remove it.
GRANT SELECT, INSERT, UPDATE, DELETE ON outgoing_endpoints, outgoing_events, outgoing_deliveries TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['outgoing_endpoints', 'outgoing_events', 'outgoing_deliveries'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;

/* Which deliveries are due, over all shops: like recipient_due_tasks, asked without a tenant and answered with names and ids. */
CREATE POLICY due_deliveries ON outgoing_deliveries FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION outgoing_due(due_by timestamptz, most integer) RETURNS TABLE (shop text, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT d.shop, d.id FROM outgoing_deliveries d WHERE d.next_at <= due_by ORDER BY d.next_at LIMIT most;
END
$$;
REVOKE ALL ON FUNCTION outgoing_due(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION outgoing_due(timestamptz, integer) TO kept_app;

-- A change of the encryption key reaches secrets, contents and answers too.
CREATE POLICY sealed ON outgoing_endpoints FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY sealed ON outgoing_events FOR SELECT TO CURRENT_USER USING (true);

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
  of_outgoing text := (SELECT min(t.shop) FROM outgoing_events t WHERE t.shop > after);
BEGIN
  RETURN least(of_subjects, of_messages, of_keys, of_sessions, of_mails, of_erasures, of_ways, of_tasks, of_endpoints, of_outgoing);
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
    UNION ALL SELECT substring(sealed_token(access_token) FROM 4 FOR 8) FROM sessions
    UNION ALL SELECT substring(sealed_token(refresh_token) FROM 4 FOR 8) FROM sessions
    UNION ALL SELECT substring(wrapped_key FROM 2 FOR 8) FROM lookup_keys
  ) AS places (id) WHERE octet_length(id) = 8 GROUP BY id ORDER BY id
$$;
