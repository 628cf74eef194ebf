-- Erasures are remembered by keyed hash, so that nothing from before one brings the person back; which customers were
-- merged; who a stored webhook names; and what an erased person leaves behind becomes less.

CREATE TABLE remembered_erasures (
  shop TEXT NOT NULL,
  lookup TEXT NOT NULL,
  erased_at TIMESTAMPTZ(3) NOT NULL,
  triggered_at TIMESTAMPTZ(3),
  with_customer BOOLEAN NOT NULL,
  CONSTRAINT remembered_erasures_pkey PRIMARY KEY (shop, lookup)
);

CREATE TABLE merged_customers (
  shop TEXT NOT NULL,
  deleted_lookup TEXT NOT NULL,
  kept_lookup TEXT NOT NULL,
  merged_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT merged_customers_pkey PRIMARY KEY (shop, deleted_lookup, kept_lookup)
);
CREATE INDEX merged_customers_shop_kept_lookup_idx ON merged_customers (shop, kept_lookup);

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['remembered_erasures', 'merged_customers'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE ON remembered_erasures TO kept_app;
GRANT SELECT, INSERT, DELETE ON merged_customers TO kept_app;

ALTER TABLE inbox_messages ADD COLUMN named TEXT[] NOT NULL DEFAULT '{}', ADD COLUMN decided_by TEXT;

-- Whose messages wait for staff longer than they may be kept. Like consent_due_seals it answers with names of shops only.
CREATE POLICY due_expiries ON inbox_messages FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION inbox_shops_waiting_since(before timestamptz, most integer) RETURNS TABLE (shop text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT m.shop FROM inbox_messages m
  WHERE m.state IN ('needs_person', 'failed') AND m.received_at < before
    AND NOT (m.topic IN ('customers/redact', 'shop/redact') AND (m.state = 'failed' OR m.error IS NOT DISTINCT FROM 'installed_again'))
  LIMIT most
$$;
REVOKE ALL ON FUNCTION inbox_shops_waiting_since(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION inbox_shops_waiting_since(timestamptz, integer) TO kept_app;

-- Of a shop that was erased not even a message that comes late stays.
CREATE FUNCTION inbox_forget_message(message text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  this_shop text := nullif(current_setting('kept.shop', true), '');
BEGIN
  IF EXISTS (SELECT FROM installations WHERE shop = this_shop) THEN
    RAISE EXCEPTION 'A message stays as long as its shop is known' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM inbox_messages WHERE shop = this_shop AND id = message;
END
$$;
REVOKE ALL ON FUNCTION inbox_forget_message(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION inbox_forget_message(text) TO kept_app;

CREATE INDEX inbox_messages_waiting_idx ON inbox_messages (received_at) WHERE state IN ('needs_person', 'failed');

-- A fence that is forced holds for the owner who migrates, too: it is lifted for what follows, in this transaction only.
ALTER TABLE data_subject_requests NO FORCE ROW LEVEL SECURITY;
ALTER TABLE subjects NO FORCE ROW LEVEL SECURITY;
ALTER TABLE access_log NO FORCE ROW LEVEL SECURITY;

-- A data request of Shopify's is one request, under however many webhook ids it came: the first one keeps its number.
UPDATE data_subject_requests later SET external_id = NULL
WHERE EXISTS (
  SELECT FROM data_subject_requests first
  WHERE first.shop = later.shop AND first.external_id = later.external_id AND first.subject_id = later.subject_id
    AND (first.received_at, first.id) < (later.received_at, later.id)
);
CREATE UNIQUE INDEX data_subject_requests_shop_external_id_subject_id_key
  ON data_subject_requests (shop, external_id, subject_id);

-- Of an erased person the request stays, and nothing that the person's browser was called.
ALTER TABLE data_subject_requests ALTER COLUMN subject_id DROP NOT NULL;
UPDATE data_subject_requests r SET subject_id = NULL
FROM subjects s WHERE s.shop = r.shop AND s.id = r.subject_id AND s.erased_at IS NOT NULL;
DELETE FROM subjects WHERE erased_at IS NOT NULL;
ALTER TABLE subjects DROP COLUMN erased_at, ALTER COLUMN wrapped_key SET NOT NULL;
GRANT DELETE ON subjects TO kept_app;
ALTER TABLE data_subject_requests DROP CONSTRAINT data_subject_requests_shop_subject_id_fkey,
  ADD CONSTRAINT data_subject_requests_shop_subject_id_fkey FOREIGN KEY (shop, subject_id)
    REFERENCES subjects (shop, id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- The access log keeps which page it was, and not whose record.
UPDATE access_log SET route = regexp_replace(route, '^/app/consents/[^/]+', '/app/consents/:id')
WHERE route LIKE '/app/consents/%' AND route NOT IN ('/app/consents/charts', '/app/consents/export', '/app/consents/ledger');
UPDATE access_log SET route = '/app/activity/:id'
WHERE route LIKE '/app/activity/%' AND route <> '/app/activity/withdrawals';

ALTER TABLE data_subject_requests FORCE ROW LEVEL SECURITY;
ALTER TABLE subjects FORCE ROW LEVEL SECURITY;
ALTER TABLE access_log FORCE ROW LEVEL SECURITY;
