-- Mail: what is sent to people and staff, once each, with a log that has no content; texts that staff word differently;
-- who is told of requests; and when staff were reminded of one.
CREATE TABLE mails (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "request_id" UUID,
    "subject_id" UUID,
    "staff_address" TEXT,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "detail" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "content" BYTEA,
    "staff_content" BYTEA,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("shop", "id")
);
CREATE UNIQUE INDEX "mails_shop_key_key" ON mails ("shop", "key");
CREATE INDEX "mails_shop_request_id_created_at_idx" ON mails ("shop", "request_id", "created_at");
CREATE INDEX "mails_shop_subject_id_idx" ON mails ("shop", "subject_id");
CREATE INDEX "mails_shop_state_settled_at_idx" ON mails ("shop", "state", "settled_at");

CREATE TABLE mail_texts (
    "shop" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "paragraphs" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" TEXT NOT NULL,

    CONSTRAINT "mail_texts_pkey" PRIMARY KEY ("shop", "template", "language")
);

CREATE TABLE request_settings (
    "shop" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "request_settings_pkey" PRIMARY KEY ("shop")
);

CREATE TABLE request_reminders (
    "shop" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "request_reminders_pkey" PRIMARY KEY ("shop", "request_id", "round", "stage"),
    CONSTRAINT "request_reminders_shop_request_id_fkey" FOREIGN KEY ("shop", "request_id")
      REFERENCES data_subject_requests ("shop", "id") ON DELETE RESTRICT ON UPDATE NO ACTION
);

-- The log of mails stays until the shop goes; a text that staff reset goes at once.
GRANT SELECT, INSERT, UPDATE ON mails, request_settings TO kept_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON mail_texts TO kept_app;
GRANT SELECT, INSERT ON request_reminders TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['mails', 'mail_texts', 'request_settings', 'request_reminders'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;

-- When a request is looked at next for a reminder; null once it is closed. Only open requests are in the index.
ALTER TABLE data_subject_requests ADD COLUMN remind_at TIMESTAMPTZ(3);
UPDATE data_subject_requests SET remind_at = received_at
WHERE state IN ('received', 'identity_check', 'in_progress', 'waiting_for_person');
CREATE INDEX "data_subject_requests_remind_at" ON data_subject_requests ("remind_at") WHERE remind_at IS NOT NULL;

/*
 * Which requests are due for a reminder, over all shops: like drift_due_looks, asked without a tenant and answered with
 * names and ids alone.
 */
CREATE POLICY due_reminders ON data_subject_requests FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION request_due_reminders(due_by timestamptz, most integer) RETURNS TABLE (shop text, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT r.shop, r.id FROM data_subject_requests r
    JOIN installations i ON i.shop = r.shop AND i.uninstalled_at IS NULL
    WHERE r.remind_at <= due_by
    ORDER BY r.remind_at LIMIT most;
END
$$;
REVOKE ALL ON FUNCTION request_due_reminders(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION request_due_reminders(timestamptz, integer) TO kept_app;

-- A change of the encryption key reaches mails that wait for staff too.
CREATE POLICY sealed ON mails FOR SELECT TO CURRENT_USER USING (true);

CREATE OR REPLACE FUNCTION sealed_next_shop(after text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_subjects text := (SELECT min(t.shop) FROM subjects t WHERE t.shop > after);
  of_messages text := (SELECT min(t.shop) FROM inbox_messages t WHERE t.shop > after);
  of_keys text := (SELECT min(t.shop) FROM consent_signing_keys t WHERE t.shop > after);
  of_sessions text := (SELECT min(t.shop) FROM sessions t WHERE t.shop > after);
  of_mails text := (SELECT min(t.shop) FROM mails t WHERE t.shop > after);
BEGIN
  RETURN least(of_subjects, of_messages, of_keys, of_sessions, of_mails);
END
$$;

CREATE OR REPLACE FUNCTION sealed_under() RETURNS TABLE (key_id text, sealed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT encode(id, 'hex'), count(*) FROM (
    SELECT substring(wrapped_key FROM 2 FOR 8) FROM subjects WHERE wrapped_key IS NOT NULL
    UNION ALL SELECT substring(payload FROM 4 FOR 8) FROM inbox_messages WHERE payload IS NOT NULL
    UNION ALL SELECT substring(private_key FROM 4 FOR 8) FROM consent_signing_keys WHERE private_key IS NOT NULL
    UNION ALL SELECT substring(staff_content FROM 4 FOR 8) FROM mails WHERE staff_content IS NOT NULL
    UNION ALL SELECT substring(sealed_token(access_token) FROM 4 FOR 8) FROM sessions
    UNION ALL SELECT substring(sealed_token(refresh_token) FROM 4 FOR 8) FROM sessions
    UNION ALL SELECT substring(wrapped_key FROM 2 FOR 8) FROM lookup_keys
  ) AS places (id) WHERE octet_length(id) = 8 GROUP BY id ORDER BY id
$$;
