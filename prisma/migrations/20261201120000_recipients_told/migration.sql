-- Recipients are told of erasures, corrections and restrictions (GDPR Art. 19): how each recipient is told, when they are
-- reminded, and a task for each recipient and occasion.
CREATE TABLE recipient_ways (
    "shop" TEXT NOT NULL,
    "recipient_id" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "setup" JSONB NOT NULL,
    "credential" BYTEA,
    "previous_credential" BYTEA,
    "previous_until" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "recipient_ways_pkey" PRIMARY KEY ("shop", "recipient_id")
);

CREATE TABLE recipient_schedules (
    "shop" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "recipient_schedules_pkey" PRIMARY KEY ("shop")
);

CREATE TABLE recipient_tasks (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "occasion" TEXT NOT NULL,
    "occasion_id" UUID NOT NULL,
    "request_id" UUID,
    "recipient_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT,
    "way" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "code" TEXT,
    "http_status" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" TEXT,
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "delivery" INTEGER NOT NULL DEFAULT 1,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "is_delivering" BOOLEAN NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "mail_id" UUID,
    "wrapped_key" BYTEA,
    "secret" BYTEA,
    "link_hash" BYTEA,
    "link_until" TIMESTAMPTZ(3),
    "note" BYTEA,

    CONSTRAINT "recipient_tasks_pkey" PRIMARY KEY ("shop", "id")
);
CREATE UNIQUE INDEX "recipient_tasks_shop_occasion_id_occasion_recipient_id_key"
  ON recipient_tasks ("shop", "occasion_id", "occasion", "recipient_id");
CREATE INDEX "recipient_tasks_shop_request_id_idx" ON recipient_tasks ("shop", "request_id");
CREATE INDEX "recipient_tasks_next_at" ON recipient_tasks ("next_at") WHERE next_at IS NOT NULL;

-- A task stays until its shop goes: it is the proof that the recipient was told.
GRANT SELECT, INSERT, UPDATE ON recipient_tasks, recipient_schedules TO kept_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON recipient_ways TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['recipient_ways', 'recipient_schedules', 'recipient_tasks'] LOOP
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
 * Which tasks are due, over all shops: like request_due_reminders, asked without a tenant and answered with names and ids
 * alone. What has to be destroyed is destroyed after the app has left a shop too.
 */
CREATE POLICY due_tasks ON recipient_tasks FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION recipient_due_tasks(due_by timestamptz, most integer) RETURNS TABLE (shop text, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT t.shop, t.id FROM recipient_tasks t
    WHERE t.next_at <= due_by
    ORDER BY t.next_at LIMIT most;
END
$$;
REVOKE ALL ON FUNCTION recipient_due_tasks(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recipient_due_tasks(timestamptz, integer) TO kept_app;

-- A change of the encryption key reaches the tasks' keys, notes and the recipients' credentials too.
CREATE POLICY sealed ON recipient_ways FOR SELECT TO CURRENT_USER USING (true);

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
BEGIN
  RETURN least(of_subjects, of_messages, of_keys, of_sessions, of_mails, of_erasures, of_ways, of_tasks);
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
    UNION ALL SELECT substring(sealed_token(access_token) FROM 4 FOR 8) FROM sessions
    UNION ALL SELECT substring(sealed_token(refresh_token) FROM 4 FOR 8) FROM sessions
    UNION ALL SELECT substring(wrapped_key FROM 2 FOR 8) FROM lookup_keys
  ) AS places (id) WHERE octet_length(id) = 8 GROUP BY id ORDER BY id
$$;
