-- consent_events becomes the ledger: append-only, partitioned by month, every event at a dense position of its shop.

ALTER TABLE consent_events NO FORCE ROW LEVEL SECURITY;
ALTER TABLE consent_events RENAME TO consent_events_before;
ALTER TABLE consent_events_before RENAME CONSTRAINT consent_events_pkey TO consent_events_before_pkey;
DROP INDEX consent_events_shop_recorded_at_idx;
DROP INDEX consent_events_shop_subject_id_recorded_at_idx;

CREATE TABLE consent_events (
  shop TEXT NOT NULL,
  id UUID NOT NULL,
  position BIGINT NOT NULL,
  subject_id UUID NOT NULL,
  recorded_at TIMESTAMPTZ(3) NOT NULL,
  source TEXT NOT NULL,
  choices JSONB NOT NULL,
  register_version INTEGER,
  banner_hash TEXT,
  language TEXT,
  region TEXT NOT NULL,
  gpc BOOLEAN NOT NULL,
  shopify_consent_id TEXT,
  previous_id UUID,
  CONSTRAINT consent_events_pkey PRIMARY KEY (shop, id),
  CONSTRAINT consent_events_banner CHECK ((banner_hash IS NULL) = (language IS NULL)),
  CONSTRAINT consent_events_position CHECK (position >= 0)
) PARTITION BY RANGE (id);
CREATE INDEX consent_events_shop_position_idx ON consent_events (shop, position);
CREATE INDEX consent_events_shop_subject_id_position_idx ON consent_events (shop, subject_id, position);
CREATE INDEX consent_events_shop_recorded_at_idx ON consent_events (shop, recorded_at);

-- Where the shop's ledger ends. Its row is locked by whoever appends, so positions have no gaps and no doubles.
CREATE TABLE consent_ledgers (
  shop TEXT NOT NULL,
  next_position BIGINT NOT NULL,
  CONSTRAINT consent_ledgers_pkey PRIMARY KEY (shop)
);

-- What each subject says about each purpose now.
CREATE TABLE consent_states (
  shop TEXT NOT NULL,
  subject_id UUID NOT NULL,
  purpose TEXT NOT NULL,
  granted BOOLEAN NOT NULL,
  event_id UUID NOT NULL,
  decided_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT consent_states_pkey PRIMARY KEY (shop, subject_id, purpose)
);

-- What is left of an erased event: the hash that the seals were made over.
CREATE TABLE consent_erasures (
  shop TEXT NOT NULL,
  position BIGINT NOT NULL,
  leaf_hash BYTEA NOT NULL,
  erased_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT consent_erasures_pkey PRIMARY KEY (shop, position),
  CONSTRAINT consent_erasures_leaf_hash CHECK (octet_length(leaf_hash) = 32)
);

CREATE FUNCTION consent_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The consent ledger is append-only: % of % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

-- An event goes only after its leaf hash was put in its place, or with everything else of its shop (shop/redact).
CREATE FUNCTION consent_check_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('kept.erasing_shop', true) IS DISTINCT FROM OLD.shop AND NOT EXISTS (
    SELECT FROM consent_erasures e WHERE e.shop = OLD.shop AND e.position = OLD.position
  ) THEN
    RAISE EXCEPTION 'The consent ledger is append-only: position % has no erasure', OLD.position
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END
$$;

-- Triggers for rows: those of a partitioned table hold for every partition, also when it is addressed directly.
CREATE TRIGGER consent_events_no_update BEFORE UPDATE ON consent_events
  FOR EACH ROW EXECUTE FUNCTION consent_refuse_change();
CREATE TRIGGER consent_events_removal BEFORE DELETE ON consent_events
  FOR EACH ROW EXECUTE FUNCTION consent_check_removal();
CREATE TRIGGER consent_erasures_no_update BEFORE UPDATE ON consent_erasures
  FOR EACH ROW EXECUTE FUNCTION consent_refuse_change();

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['consent_events', 'consent_ledgers', 'consent_states', 'consent_erasures'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;
GRANT SELECT, INSERT, DELETE ON consent_events, consent_erasures TO kept_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON consent_ledgers, consent_states TO kept_app;

-- The least UUIDv7 of a moment: its milliseconds are the first 48 bits (RFC 9562 §5.7).
CREATE FUNCTION consent_uuid_bound(moment timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- A partition is a table of its own to whoever addresses it directly: fenced like its parent, and granted to nobody.
CREATE FUNCTION consent_fence_partition(partition text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', partition);
  EXECUTE format(
    'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
    partition
  );
END
$$;

-- Ids that hold no time (UUIDv4 of older pages), or one that no partition is made for.
CREATE TABLE consent_events_default PARTITION OF consent_events DEFAULT;
SELECT consent_fence_partition('consent_events_default');

/*
 * Creates the partitions of the month of `since` and of the `ahead` months after it; returns how many were missing.
 * Events that wait in the default partition move in. It works as the tables' owner, because kept_app may create nothing;
 * the fence is lifted from the owner for the move, in this transaction and under a lock that lets nobody else see it.
 * A lock that is not had soon is given up, so that decisions do not queue up behind it.
 */
CREATE FUNCTION consent_create_partitions(since timestamptz, ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  month timestamptz;
  partition text;
  lower_bound uuid;
  upper_bound uuid;
  created integer := 0;
BEGIN
  IF ahead NOT BETWEEN 0 AND 24 OR since NOT BETWEEN '2020-01-01' AND '2200-01-01' THEN
    RAISE EXCEPTION 'Partitions are made for at most 24 months ahead, between 2020 and 2200';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('consent_create_partitions', 0));
  FOR n IN 0..ahead LOOP
    month := date_trunc('month', since) + make_interval(months => n);
    partition := 'consent_events_' || to_char(month, 'YYYY_MM');
    CONTINUE WHEN to_regclass(partition) IS NOT NULL;
    lower_bound := consent_uuid_bound(month);
    upper_bound := consent_uuid_bound(month + interval '1 month');
    EXECUTE format('CREATE TABLE %I (LIKE consent_events INCLUDING ALL)', partition);
    LOCK TABLE consent_events_default IN ACCESS EXCLUSIVE MODE;
    ALTER TABLE consent_events_default NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE consent_events_default DISABLE TRIGGER consent_events_removal;
    EXECUTE format(
      'WITH moved AS (DELETE FROM consent_events_default WHERE id >= %L AND id < %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
      lower_bound, upper_bound, partition
    );
    ALTER TABLE consent_events_default ENABLE TRIGGER consent_events_removal;
    ALTER TABLE consent_events_default FORCE ROW LEVEL SECURITY;
    EXECUTE format('ALTER TABLE consent_events ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, lower_bound, upper_bound);
    PERFORM consent_fence_partition(partition);
    created := created + 1;
  END LOOP;
  RETURN created;
END
$$;
REVOKE ALL ON FUNCTION consent_create_partitions(timestamptz, integer), consent_fence_partition(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent_create_partitions(timestamptz, integer) TO kept_app;

SELECT consent_create_partitions(now(), 3);

-- Nothing that was recorded is lost: the order of the old table becomes the order of the ledger.
INSERT INTO consent_events
  (shop, id, position, subject_id, recorded_at, source, choices, banner_hash, language, region, gpc, shopify_consent_id,
   previous_id)
SELECT shop, id, row_number() OVER (PARTITION BY shop ORDER BY recorded_at, id) - 1, subject_id, recorded_at, source,
  choices, banner_version, language, region, gpc, shopify_consent_id, previous_id
FROM consent_events_before;

INSERT INTO consent_ledgers (shop, next_position) SELECT shop, count(*) FROM consent_events_before GROUP BY shop;

INSERT INTO consent_states (shop, subject_id, purpose, granted, event_id, decided_at)
SELECT DISTINCT ON (e.shop, e.subject_id, c.key) e.shop, e.subject_id, c.key, c.value::boolean, e.id, e.recorded_at
FROM consent_events_before e, jsonb_each_text(e.choices) c
ORDER BY e.shop, e.subject_id, c.key, e.recorded_at DESC, e.id DESC;

DROP TABLE consent_events_before;

ALTER TABLE consent_events FORCE ROW LEVEL SECURITY;
ALTER TABLE consent_ledgers FORCE ROW LEVEL SECURITY;
ALTER TABLE consent_states FORCE ROW LEVEL SECURITY;
ALTER TABLE consent_erasures FORCE ROW LEVEL SECURITY;
