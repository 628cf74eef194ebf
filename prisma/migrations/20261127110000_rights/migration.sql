-- What the application may remove shrinks to what it needs: evidence (ledger, erasures, seals, access log) goes only through
-- functions of the owner's, and the hash that an erased decision leaves is computed here.

-- A database that was upgraded from before PostgreSQL 15 lets everybody create functions beside the owner's.
DO $$
BEGIN
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
EXCEPTION WHEN insufficient_privilege THEN NULL;
END
$$;

-- Sessions are fenced as everything else is: their ids name the shop (offline_SHOP, SHOP_STAFF), so it is known before
-- they are read.
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON sessions USING (shop = current_setting('kept.shop', true))
  WITH CHECK (shop = current_setting('kept.shop', true));

/*
 * The one line of bytes that stands for an event: JSON with the names in the order of their UTF-16 units (RFC 8785), as
 * canonicalLine of app/consent/ledger/event.ts writes it. A test compares the two.
 */
CREATE FUNCTION consent_utf16(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce(string_agg(
    CASE WHEN code < 65536 THEN lpad(to_hex(code), 4, '0')
      ELSE to_hex(55296 + (code - 65536) / 1024) || to_hex(56320 + (code - 65536) % 1024) END, '' ORDER BY n), '')
  FROM generate_series(1, char_length(name)) AS n, LATERAL (SELECT ascii(substr(name, n, 1))) AS c(code)
$$;

CREATE FUNCTION consent_event_line(e consent_events) RETURNS text LANGUAGE sql STABLE STRICT AS $$
  SELECT concat(
    '{"banner":', CASE WHEN e.banner_hash IS NULL OR e.language IS NULL THEN 'null'
      ELSE concat('{"hash":', to_json(e.banner_hash), ',"language":', to_json(e.language), '}') END,
    ',"choices":{', (
      SELECT string_agg(concat(to_json(c.key), ':', c.value), ',' ORDER BY consent_utf16(c.key) COLLATE "C")
      FROM jsonb_each(e.choices) AS c
    ), '}',
    ',"gpc":', to_json(e.gpc),
    ',"id":', to_json(e.id),
    ',"position":', e.position,
    ',"previous":', coalesce(to_json(e.previous_id), 'null'),
    ',"recordedAt":"', to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '"',
    ',"region":', to_json(e.region),
    ',"registerVersion":', coalesce(to_json(e.register_version), 'null'),
    ',"shop":', to_json(e.shop),
    ',"shopifyConsentId":', coalesce(to_json(e.shopify_consent_id), 'null'),
    ',"source":', to_json(e.source),
    ',"subject":', to_json(e.subject_id), '}')
$$;

-- RFC 9162 §2.1.1.
CREATE FUNCTION consent_leaf_hash(e consent_events) RETURNS bytea LANGUAGE sql STABLE STRICT AS $$
  SELECT sha256('\x00'::bytea || convert_to(consent_event_line(e), 'UTF8'))
$$;

/*
 * An event goes with everything else of its shop, or leaves its hash. Only the owner may delete here, so only the
 * functions below say which of the two it is.
 */
CREATE OR REPLACE FUNCTION consent_check_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  hash bytea;
  left_before bytea;
BEGIN
  IF current_setting('kept.erasing_shop', true) = OLD.shop THEN
    RETURN OLD;
  END IF;
  SELECT consent_leaf_hash(e) INTO STRICT hash FROM consent_events e WHERE e.shop = OLD.shop AND e.id = OLD.id;
  SELECT leaf_hash INTO left_before FROM consent_erasures WHERE shop = OLD.shop AND position = OLD.position;
  IF left_before IS NULL THEN
    INSERT INTO consent_erasures (shop, position, leaf_hash, erased_at) VALUES (OLD.shop, OLD.position, hash, now());
  ELSIF left_before <> hash THEN
    RAISE EXCEPTION 'The consent ledger is append-only: position % has an erasure of another event', OLD.position
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END
$$;

-- Hashes of erased events are removed with their shop only.
CREATE TRIGGER consent_erasures_removal BEFORE DELETE ON consent_erasures
  FOR EACH ROW EXECUTE FUNCTION consent_refuse_removal();

-- A ledger's end moves forward only: a position that was given is not given again.
CREATE FUNCTION consent_check_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.next_position < OLD.next_position OR NEW.shop <> OLD.shop THEN
    RAISE EXCEPTION 'The consent ledger is append-only: position % was given already', NEW.next_position
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER consent_ledgers_forward BEFORE UPDATE ON consent_ledgers
  FOR EACH ROW EXECUTE FUNCTION consent_check_ledger();
CREATE TRIGGER consent_ledgers_removal BEFORE DELETE ON consent_ledgers
  FOR EACH ROW EXECUTE FUNCTION consent_refuse_removal();

/*
 * Erases at most `most` of what these subjects decided (GDPR Art. 17) and returns how many there were. The hash of each
 * stays in its place. Works as the owner, in the shop that the transaction is for.
 */
CREATE FUNCTION consent_erase_events(subjects uuid[], most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  this_shop text := nullif(current_setting('kept.shop', true), '');
  erased integer;
BEGIN
  IF this_shop IS NULL OR most NOT BETWEEN 1 AND 10000 THEN
    RAISE EXCEPTION 'Events are erased in a transaction of their shop, 1 to 10,000 at a time';
  END IF;
  PERFORM set_config('kept.erasing_shop', '', true);
  WITH theirs AS (
    SELECT id FROM consent_events WHERE shop = this_shop AND subject_id = ANY (subjects) ORDER BY position LIMIT most
  ), entries AS (
    DELETE FROM consent_staff_entries s USING theirs WHERE s.shop = this_shop AND s.event_id = theirs.id
  )
  DELETE FROM consent_events e USING theirs WHERE e.shop = this_shop AND e.id = theirs.id;
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END
$$;

-- The message of Shopify's that asks for the shop's erasure, while it is being worked; held until the transaction ends.
CREATE FUNCTION shop_demand_redact(this_shop text, message text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM inbox_messages
    WHERE shop = this_shop AND id = message AND topic = 'shop/redact' AND state IN ('received', 'retrying') FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'A shop is erased only while its shop/redact message is being worked'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
END
$$;

/*
 * Erases at most `most` of the shop's rows of one table and returns how many there were. Works as the owner, for any
 * table with a shop; of the inbox, the message that asks stays.
 */
CREATE FUNCTION shop_erase_rows(message text, tenant_table text, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  this_shop text := nullif(current_setting('kept.shop', true), '');
  erased integer;
BEGIN
  PERFORM shop_demand_redact(this_shop, message);
  IF most NOT BETWEEN 1 AND 100000 OR NOT EXISTS (
    SELECT FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname = tenant_table AND c.relkind IN ('r', 'p')
      AND NOT c.relispartition AND c.relrowsecurity AND a.attname = 'shop'
  ) THEN
    RAISE EXCEPTION '% is no table with a shop, or % no number of rows', tenant_table, most;
  END IF;
  PERFORM set_config('kept.erasing_shop', this_shop, true);
  -- A ctid is a place in one partition: other partitions have it too, so the shop is asked for again.
  EXECUTE format(
    'DELETE FROM %1$I WHERE shop = $1 AND ctid = ANY (ARRAY(SELECT ctid FROM %1$I WHERE shop = $1 %2$s LIMIT $2)) %2$s',
    tenant_table, CASE WHEN tenant_table = 'inbox_messages' THEN 'AND id <> $3' ELSE '' END
  ) USING this_shop, most, message;
  GET DIAGNOSTICS erased = ROW_COUNT;
  PERFORM set_config('kept.erasing_shop', '', true);
  RETURN erased;
END
$$;

-- The message that asked, when all else is gone.
CREATE FUNCTION shop_erase_message(message text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  this_shop text := nullif(current_setting('kept.shop', true), '');
BEGIN
  PERFORM shop_demand_redact(this_shop, message);
  DELETE FROM inbox_messages WHERE shop = this_shop AND id = message;
END
$$;

REVOKE ALL ON FUNCTION consent_erase_events(uuid[], integer), shop_demand_redact(text, text),
  shop_erase_rows(text, text, integer), shop_erase_message(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent_erase_events(uuid[], integer), shop_erase_rows(text, text, integer),
  shop_erase_message(text) TO kept_app;

-- What the application itself removes: what a person no longer is, what it counted, and lists that grow old.
REVOKE DELETE ON
  installations, inbox_messages, subjects, data_subject_requests, consent_events, consent_erasures, consent_ledgers,
  consent_seals, consent_signing_keys, consent_acceptance_reach, consent_staff_entries, access_log, register_drafts,
  register_versions, register_edits, banner_settings, banner_versions, banner_publications, banner_renderings,
  policy_publications, policy_pages, storefront_check_phases
FROM kept_app;
-- The hash that stays for an erased event is written by the trigger alone.
REVOKE INSERT ON consent_erasures FROM kept_app;
