-- How far a withdrawal is on its way to Shopify, the newest word that Shopify has passed on, and who of the staff entered
-- an event in a person's name.

CREATE TABLE marketing_write_backs (
  shop TEXT NOT NULL,
  subject_id UUID NOT NULL,
  channel TEXT NOT NULL,
  event_id UUID NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  updated_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT marketing_write_backs_pkey PRIMARY KEY (shop, subject_id, channel)
);
CREATE INDEX marketing_write_backs_shop_state_updated_at_idx ON marketing_write_backs (shop, state, updated_at);

CREATE TABLE marketing_heard (
  shop TEXT NOT NULL,
  subject_id UUID NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  said_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT marketing_heard_pkey PRIMARY KEY (shop, subject_id, channel)
);

CREATE TABLE consent_staff_entries (
  shop TEXT NOT NULL,
  event_id UUID NOT NULL,
  staff_id TEXT NOT NULL,
  CONSTRAINT consent_staff_entries_pkey PRIMARY KEY (shop, event_id)
);

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['marketing_write_backs', 'marketing_heard', 'consent_staff_entries'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON marketing_write_backs, marketing_heard TO kept_app;
GRANT SELECT, INSERT, DELETE ON consent_staff_entries TO kept_app;
