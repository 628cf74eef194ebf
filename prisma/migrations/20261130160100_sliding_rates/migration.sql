-- When each thing was sent, so that the last hour counts and not the hour of the clock. Processes of the release before count
-- without times; their counts are gone within an hour.
ALTER TABLE request_rates ADD COLUMN times TIMESTAMPTZ(3)[] NOT NULL DEFAULT '{}';
GRANT UPDATE (times) ON request_rates TO kept_app;
