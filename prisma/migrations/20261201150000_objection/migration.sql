-- Objections and withdrawals that are carried out at once: what each did, and what of them the customer at Shopify has.

CREATE TABLE objection_effects (
  shop       text NOT NULL,
  request_id uuid NOT NULL,
  effect     text NOT NULL,
  state      text NOT NULL,
  count      integer NOT NULL,
  code       text,
  -- When the objection took effect.
  begun_at   timestamptz(3) NOT NULL,
  at         timestamptz(3) NOT NULL,
  settled_by text,
  CONSTRAINT objection_effects_pkey PRIMARY KEY (shop, request_id, effect)
);

-- Addresses and numbers that must not be subscribed again by anybody but their owner. Keyed hashes: they outlive an erasure.
CREATE TABLE contact_suppressions (
  shop        text NOT NULL,
  channel     text NOT NULL,
  lookup      text NOT NULL,
  since       timestamptz(3) NOT NULL,
  returned_at timestamptz(3),
  returns     integer NOT NULL DEFAULT 0,
  CONSTRAINT contact_suppressions_pkey PRIMARY KEY (shop, channel, lookup)
);

-- What was written to the customer at Shopify, by the first of the person's subjects.
CREATE TABLE customer_signals (
  shop       text NOT NULL,
  subject_id uuid NOT NULL,
  refusals   jsonb NOT NULL,
  profiling  boolean NOT NULL,
  state      text NOT NULL,
  code       text,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT customer_signals_pkey PRIMARY KEY (shop, subject_id)
);

GRANT SELECT, INSERT, UPDATE ON objection_effects TO kept_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON contact_suppressions, customer_signals TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['objection_effects', 'contact_suppressions', 'customer_signals'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;
