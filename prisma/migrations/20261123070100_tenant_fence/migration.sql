-- The second lock behind the shop-scoped client: the application works as kept_app, and kept_app sees a tenant's rows
-- only inside a transaction that has said which shop it is for. A query that forgets the shop returns nothing.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kept_app') THEN
    CREATE ROLE kept_app NOLOGIN NOBYPASSRLS;
  END IF;
END
$$;

-- Whoever migrates is also who the application logs in as, unless an operator grants kept_app to another login.
GRANT kept_app TO CURRENT_USER;
GRANT USAGE ON SCHEMA public TO kept_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON
  sessions, installations, inbox_messages, subjects, subject_identifiers, data_subject_requests
TO kept_app;
-- Append-only: rows of these can be added, and removed with the shop, but never changed.
GRANT SELECT, INSERT, DELETE ON consent_events, access_log TO kept_app;
GRANT SELECT, INSERT ON redaction_receipts TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY[
    'installations', 'inbox_messages', 'subjects', 'subject_identifiers', 'data_subject_requests', 'consent_events', 'access_log'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;
