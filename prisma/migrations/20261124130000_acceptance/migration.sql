-- How decisions fell, added up as they are sealed, so that a chart of a year does not read a year of events.

CREATE TABLE consent_acceptance (
  shop TEXT NOT NULL,
  day DATE NOT NULL,
  source TEXT NOT NULL,
  purpose TEXT NOT NULL,
  counted_by TEXT NOT NULL,
  value TEXT NOT NULL,
  granted INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  CONSTRAINT consent_acceptance_pkey PRIMARY KEY (shop, day, source, purpose, counted_by, value),
  CONSTRAINT consent_acceptance_counted_by CHECK (counted_by IN ('all', 'country', 'language'))
);

-- Whose midnights part the days of a shop's counts, and before which position every event is in them. No row here means
-- that nothing is counted yet: what is sealed already is caught up with, seal by seal, once somebody looks.
CREATE TABLE consent_acceptance_reach (
  shop TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  until_position BIGINT NOT NULL,
  CONSTRAINT consent_acceptance_reach_pkey PRIMARY KEY (shop)
);

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['consent_acceptance', 'consent_acceptance_reach'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON consent_acceptance, consent_acceptance_reach TO kept_app;
