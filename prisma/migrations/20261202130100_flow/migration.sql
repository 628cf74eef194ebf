-- Shopify Flow: what workflows are told of, once each, and the runs of Kept's action that filed a request.

CREATE TABLE flow_events (
  shop       text NOT NULL,
  -- What happened: noted twice, it is told once.
  key        text NOT NULL,
  trigger    text NOT NULL,
  subject_id uuid NOT NULL,
  facts      jsonb NOT NULL,
  state      text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  settled_at timestamptz(3),
  CONSTRAINT flow_events_pkey PRIMARY KEY (shop, key),
  CONSTRAINT flow_events_subject FOREIGN KEY (shop, subject_id) REFERENCES subjects (shop, id) ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX flow_events_subject_idx ON flow_events (shop, subject_id);

CREATE TABLE flow_runs (
  shop       text NOT NULL,
  run_id     text NOT NULL,
  request_id uuid NOT NULL,
  at         timestamptz(3) NOT NULL,
  CONSTRAINT flow_runs_pkey PRIMARY KEY (shop, run_id)
);

GRANT SELECT, INSERT ON flow_events, flow_runs TO kept_app;
GRANT UPDATE (state, settled_at) ON flow_events TO kept_app;

DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['flow_events', 'flow_runs'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END $$;
