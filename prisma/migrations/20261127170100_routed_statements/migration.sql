-- On Citus, what is asked of one shop is worked by the one machine that has its rows: functions of a shop take it as their
-- first argument, and each of their statements names it. What looks over all shops is a plain query over all machines.

/*
 * Appends to the shop's ledger: takes its next places and puts the events there. Says how many were new, and NULL for a
 * shop that has not installed Kept. One that has cannot be erased until this is committed, and so nothing outlives it.
 * The register's version is the one in force while the ledger is held.
 */
CREATE FUNCTION consent_append(
  of_shop text, at timestamptz, ids uuid[], subjects uuid[], sources text[], choices_of jsonb[], banners text[],
  languages text[], regions text[], gpcs boolean[], consents text[], previous uuid[]
) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  many bigint := cardinality(ids);
  first_position bigint;
  in_force integer;
  stored uuid;
  appended integer := 0;
BEGIN
  PERFORM FROM installations WHERE shop = of_shop AND uninstalled_at IS NULL FOR KEY SHARE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  INSERT INTO consent_ledgers AS l (shop, next_position) VALUES (of_shop, many)
    ON CONFLICT (shop) DO UPDATE SET next_position = l.next_position + excluded.next_position
    RETURNING l.next_position INTO first_position;
  first_position := first_position - many;
  SELECT max(v.number) INTO in_force FROM register_versions v WHERE v.shop = of_shop AND v.state = 'published';
  -- Counted row by row: Citus tells how many rows an INSERT … SELECT was given, not how many it stored.
  FOR stored IN
    INSERT INTO consent_events (shop, position, recorded_at, register_version, id, subject_id, source, choices,
                                banner_hash, language, region, gpc, shopify_consent_id, previous_id)
    SELECT of_shop, first_position + n - 1, at, in_force, event, subject, source, choices, banner, language, region, gpc,
      consent, previous_event
    FROM unnest(ids, subjects, sources, choices_of, banners, languages, regions, gpcs, consents, previous) WITH ORDINALITY
      AS e (event, subject, source, choices, banner, language, region, gpc, consent, previous_event, n)
    ON CONFLICT (shop, id) DO NOTHING
    RETURNING id
  LOOP
    appended := appended + 1;
  END LOOP;
  RETURN appended;
END
$$;
REVOKE ALL ON FUNCTION consent_append(text, timestamptz, uuid[], uuid[], text[], jsonb[], text[], text[], text[], boolean[],
  text[], uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent_append(text, timestamptz, uuid[], uuid[], text[], jsonb[], text[], text[], text[], boolean[],
  text[], uuid[]) TO kept_app;

-- The event is what is deleted, by its columns' names: a table that holds a part of the ledger has a row type of its own.
CREATE OR REPLACE FUNCTION consent_check_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  hash bytea;
  left_before bytea;
BEGIN
  IF current_setting('kept.erasing_shop', true) = OLD.shop THEN
    RETURN OLD;
  END IF;
  hash := consent_leaf_hash((OLD.shop, OLD.id, OLD.position, OLD.subject_id, OLD.recorded_at, OLD.source, OLD.choices,
    OLD.register_version, OLD.banner_hash, OLD.language, OLD.region, OLD.gpc, OLD.shopify_consent_id,
    OLD.previous_id)::consent_events);
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

-- What works as the owner works in the shop of the transaction, and in no other.
CREATE FUNCTION shop_demand_own(of_shop text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF of_shop = '' OR of_shop IS DISTINCT FROM current_setting('kept.shop', true) THEN
    RAISE EXCEPTION 'This is done in a transaction of its shop' USING ERRCODE = 'insufficient_privilege';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION shop_demand_own(text) FROM PUBLIC;

/*
 * Erases at most `most` of what these subjects decided (GDPR Art. 17) and returns how many there were. The hash of each
 * stays in its place. Works as the owner.
 */
DROP FUNCTION consent_erase_events(uuid[], integer);
CREATE FUNCTION consent_erase_events(of_shop text, subjects uuid[], most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  theirs uuid[];
BEGIN
  PERFORM shop_demand_own(of_shop);
  IF most NOT BETWEEN 1 AND 10000 THEN
    RAISE EXCEPTION 'Events are erased 1 to 10,000 at a time';
  END IF;
  PERFORM set_config('kept.erasing_shop', '', true);
  theirs := ARRAY(
    SELECT id FROM consent_events WHERE shop = of_shop AND subject_id = ANY (subjects) ORDER BY position LIMIT most
  );
  DELETE FROM consent_staff_entries WHERE shop = of_shop AND event_id = ANY (theirs);
  DELETE FROM consent_events WHERE shop = of_shop AND id = ANY (theirs);
  RETURN cardinality(theirs);
END
$$;

/*
 * Erases at most `most` of the shop's rows of one table and returns how many there were. Works as the owner, for any
 * table with a shop; of the inbox, the message that asks stays.
 */
DROP FUNCTION shop_erase_rows(text, text, integer);
CREATE FUNCTION shop_erase_rows(of_shop text, message text, tenant_table text, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  erased integer;
BEGIN
  PERFORM shop_demand_own(of_shop);
  PERFORM shop_demand_redact(of_shop, message);
  IF most NOT BETWEEN 1 AND 100000 OR NOT EXISTS (
    SELECT FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname = tenant_table AND c.relkind IN ('r', 'p')
      AND NOT c.relispartition AND c.relrowsecurity AND a.attname = 'shop'
  ) THEN
    RAISE EXCEPTION '% is no table with a shop, or % no number of rows', tenant_table, most;
  END IF;
  PERFORM set_config('kept.erasing_shop', of_shop, true);
  -- A ctid is a place in one partition: other partitions have it too, so the shop is asked for again.
  EXECUTE format(
    'DELETE FROM %1$I WHERE shop = $1 AND ctid = ANY (ARRAY(SELECT ctid FROM %1$I WHERE shop = $1 %2$s LIMIT $2)) %2$s',
    tenant_table, CASE WHEN tenant_table = 'inbox_messages' THEN 'AND id <> $3' ELSE '' END
  ) USING of_shop, most, message;
  GET DIAGNOSTICS erased = ROW_COUNT;
  PERFORM set_config('kept.erasing_shop', '', true);
  RETURN erased;
END
$$;

-- The message that asked, when all else is gone.
DROP FUNCTION shop_erase_message(text);
CREATE FUNCTION shop_erase_message(of_shop text, message text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM shop_demand_own(of_shop);
  PERFORM shop_demand_redact(of_shop, message);
  DELETE FROM inbox_messages WHERE shop = of_shop AND id = message;
END
$$;

-- Of a shop that was erased not even a message that comes late stays.
DROP FUNCTION inbox_forget_message(text);
CREATE FUNCTION inbox_forget_message(of_shop text, message text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM shop_demand_own(of_shop);
  PERFORM FROM installations WHERE shop = of_shop;
  IF FOUND THEN
    RAISE EXCEPTION 'A message stays as long as its shop is known' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM inbox_messages WHERE shop = of_shop AND id = message;
END
$$;

REVOKE ALL ON FUNCTION consent_erase_events(text, uuid[], integer), shop_erase_rows(text, text, text, integer),
  shop_erase_message(text, text), inbox_forget_message(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent_erase_events(text, uuid[], integer), shop_erase_rows(text, text, text, integer),
  shop_erase_message(text, text), inbox_forget_message(text, text) TO kept_app;

-- The questions over all shops, as before, in a language whose parameters Citus can hand to every machine.
CREATE OR REPLACE FUNCTION consent_due_seals(before timestamptz, many bigint, most integer)
RETURNS TABLE (shop text, waiting bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT l.shop, l.next_position - coalesce(last.to_position, 0)
    FROM consent_ledgers l LEFT JOIN LATERAL (
      SELECT s.to_position, s.sealed_at FROM consent_seals s WHERE s.shop = l.shop ORDER BY s.number DESC LIMIT 1
    ) last ON true
    WHERE l.next_position > coalesce(last.to_position, 0)
      AND (last.sealed_at IS NULL OR last.sealed_at <= before OR l.next_position - last.to_position >= many)
    ORDER BY 2 DESC LIMIT most;
END
$$;

CREATE OR REPLACE FUNCTION consent_due_checkpoints(since timestamptz, most integer)
RETURNS TABLE (shop text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT l.shop
    FROM consent_ledgers l
    CROSS JOIN LATERAL (
      SELECT s.to_position FROM consent_seals s WHERE s.shop = l.shop ORDER BY s.number DESC LIMIT 1
    ) sealed
    LEFT JOIN LATERAL (
      SELECT c.tree_size, c.signed_at FROM consent_checkpoints c WHERE c.shop = l.shop ORDER BY c.tree_size DESC LIMIT 1
    ) last ON true
    WHERE last.tree_size IS NULL OR (sealed.to_position > last.tree_size AND last.signed_at < since)
    ORDER BY last.signed_at NULLS FIRST LIMIT most;
END
$$;

CREATE OR REPLACE FUNCTION inbox_shops_waiting_since(before timestamptz, most integer) RETURNS TABLE (shop text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT DISTINCT m.shop FROM inbox_messages m
    WHERE m.state IN ('needs_person', 'failed') AND m.received_at < before
      AND NOT (m.topic IN ('customers/redact', 'shop/redact')
        AND (m.state = 'failed' OR m.error IS NOT DISTINCT FROM 'installed_again'))
    LIMIT most;
END
$$;

CREATE OR REPLACE FUNCTION sealed_next_shop(after text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_subjects text := (SELECT min(t.shop) FROM subjects t WHERE t.shop > after);
  of_messages text := (SELECT min(t.shop) FROM inbox_messages t WHERE t.shop > after);
  of_keys text := (SELECT min(t.shop) FROM consent_signing_keys t WHERE t.shop > after);
  of_sessions text := (SELECT min(t.shop) FROM sessions t WHERE t.shop > after);
BEGIN
  RETURN least(of_subjects, of_messages, of_keys, of_sessions);
END
$$;

/*
 * As before, in steps that a cluster takes: the events that move are let go shop by shop instead of by turning the trigger
 * off, which has another name on every machine, and wait aside until the partition has its machines.
 */
CREATE OR REPLACE FUNCTION consent_create_partitions(since timestamptz, ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  month timestamptz;
  partition text;
  lower_bound uuid;
  upper_bound uuid;
  of_shop text;
  erasures bigint;
  created integer := 0;
BEGIN
  IF ahead NOT BETWEEN 0 AND 24 OR since NOT BETWEEN '2020-01-01' AND '2200-01-01' THEN
    RAISE EXCEPTION 'Partitions are made for at most 24 months ahead, between 2020 and 2200';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('consent_create_partitions', 0));
  CREATE TEMPORARY TABLE IF NOT EXISTS consent_events_moved (LIKE consent_events) ON COMMIT DROP;
  FOR n IN 0..ahead LOOP
    month := date_trunc('month', since) + make_interval(months => n);
    partition := 'consent_events_' || to_char(month, 'YYYY_MM');
    CONTINUE WHEN to_regclass(partition) IS NOT NULL;
    lower_bound := consent_uuid_bound(month);
    upper_bound := consent_uuid_bound(month + interval '1 month');
    EXECUTE format('CREATE TABLE %I (LIKE consent_events INCLUDING ALL)', partition);
    LOCK TABLE consent_events_default IN ACCESS EXCLUSIVE MODE;
    ALTER TABLE consent_events_default NO FORCE ROW LEVEL SECURITY;
    FOR of_shop IN
      SELECT DISTINCT e.shop FROM consent_events_default e WHERE e.id >= lower_bound AND e.id < upper_bound
    LOOP
      SELECT count(*) INTO erasures FROM consent_erasures e WHERE e.shop = of_shop;
      EXECUTE format('SET LOCAL kept.erasing_shop = %L', of_shop);
      EXECUTE format(
        'WITH moved AS (DELETE FROM consent_events_default WHERE shop = %L AND id >= %L AND id < %L RETURNING *) INSERT INTO pg_temp.consent_events_moved SELECT * FROM moved',
        of_shop, lower_bound, upper_bound
      );
      -- Outside a transaction of the caller's, the shop does not reach the machine that has the rows.
      IF (SELECT count(*) FROM consent_erasures e WHERE e.shop = of_shop) <> erasures THEN
        RAISE EXCEPTION 'Events move within a transaction only: otherwise they would count as erased';
      END IF;
    END LOOP;
    SET LOCAL kept.erasing_shop = '';
    ALTER TABLE consent_events_default FORCE ROW LEVEL SECURITY;
    EXECUTE format('ALTER TABLE consent_events ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, lower_bound, upper_bound);
    EXECUTE format('INSERT INTO %I SELECT * FROM pg_temp.consent_events_moved', partition);
    DELETE FROM pg_temp.consent_events_moved;
    PERFORM consent_fence_partition(partition);
    created := created + 1;
  END LOOP;
  RETURN created;
END
$$;
