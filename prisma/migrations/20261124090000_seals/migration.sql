-- Seals over the consent ledger: a signed Merkle root for each stretch of positions, chained to the one before.

CREATE TABLE consent_signing_keys (
  shop TEXT NOT NULL,
  number INTEGER NOT NULL,
  public_key BYTEA NOT NULL,
  private_key BYTEA,
  first_seal INTEGER NOT NULL,
  signature TEXT NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL,
  created_by TEXT,
  CONSTRAINT consent_signing_keys_pkey PRIMARY KEY (shop, number)
);

CREATE TABLE consent_seals (
  shop TEXT NOT NULL,
  number INTEGER NOT NULL,
  from_position BIGINT NOT NULL,
  to_position BIGINT NOT NULL,
  root BYTEA NOT NULL,
  previous_hash BYTEA,
  key_number INTEGER NOT NULL,
  sealed_at TIMESTAMPTZ(3) NOT NULL,
  signature TEXT NOT NULL,
  leaves BYTEA NOT NULL,
  CONSTRAINT consent_seals_pkey PRIMARY KEY (shop, number),
  CONSTRAINT consent_seals_leaves CHECK (to_position > from_position AND octet_length(leaves) = 32 * (to_position - from_position))
);
CREATE UNIQUE INDEX consent_seals_shop_to_position_key ON consent_seals (shop, to_position);
-- Hashes cannot be compressed.
ALTER TABLE consent_seals ALTER COLUMN leaves SET STORAGE EXTERNAL;

-- The next seal begins where the last one ends. Two at once have the same number, and the second is refused by the key.
CREATE FUNCTION consent_check_seal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last consent_seals;
BEGIN
  SELECT * INTO last FROM consent_seals WHERE shop = NEW.shop ORDER BY number DESC LIMIT 1;
  IF NEW.number <> coalesce(last.number + 1, 0) OR NEW.from_position <> coalesce(last.to_position, 0) THEN
    RAISE EXCEPTION 'Seal % of positions % to % does not follow the last one', NEW.number, NEW.from_position, NEW.to_position
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

-- The private half of a key goes when the key is replaced; nothing else of it ever changes.
CREATE FUNCTION consent_check_key_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.private_key IS NOT NULL OR to_jsonb(NEW) - 'private_key' <> to_jsonb(OLD) - 'private_key' THEN
    RAISE EXCEPTION 'A signing key is kept as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

-- Seals and keys go only with everything else of their shop (shop/redact).
CREATE FUNCTION consent_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('kept.erasing_shop', true) IS DISTINCT FROM OLD.shop THEN
    RAISE EXCEPTION 'The consent ledger is append-only: DELETE of % is refused', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END
$$;

CREATE TRIGGER consent_seals_order BEFORE INSERT ON consent_seals FOR EACH ROW EXECUTE FUNCTION consent_check_seal();
CREATE TRIGGER consent_seals_no_update BEFORE UPDATE ON consent_seals FOR EACH ROW EXECUTE FUNCTION consent_refuse_change();
CREATE TRIGGER consent_seals_removal BEFORE DELETE ON consent_seals FOR EACH ROW EXECUTE FUNCTION consent_refuse_removal();
CREATE TRIGGER consent_signing_keys_change BEFORE UPDATE ON consent_signing_keys
  FOR EACH ROW EXECUTE FUNCTION consent_check_key_change();
CREATE TRIGGER consent_signing_keys_removal BEFORE DELETE ON consent_signing_keys
  FOR EACH ROW EXECUTE FUNCTION consent_refuse_removal();

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['consent_seals', 'consent_signing_keys'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;
GRANT SELECT, INSERT, DELETE ON consent_seals, consent_signing_keys TO kept_app;
GRANT UPDATE (private_key) ON consent_signing_keys TO kept_app;

/*
 * Which shops have positions to seal: those with `many` waiting, and those with any whose last seal is not after
 * `before`. The only question a worker asks without a tenant. It works as the tables' owner and answers with shop names
 * and counts: names that the table of sessions tells kept_app anyway, and no row of anybody's. The owner reads through a
 * policy of its own, because the fence holds for owners too.
 */
CREATE POLICY due_seals ON consent_ledgers FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY due_seals ON consent_seals FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION consent_due_seals(before timestamptz, many bigint, most integer)
RETURNS TABLE (shop text, waiting bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.shop, l.next_position - coalesce(last.to_position, 0) AS waiting
  FROM consent_ledgers l LEFT JOIN LATERAL (
    SELECT s.to_position, s.sealed_at FROM consent_seals s WHERE s.shop = l.shop ORDER BY s.number DESC LIMIT 1
  ) last ON true
  WHERE l.next_position > coalesce(last.to_position, 0)
    AND (last.sealed_at IS NULL OR last.sealed_at <= before OR l.next_position - last.to_position >= many)
  ORDER BY waiting DESC LIMIT most
$$;
REVOKE ALL ON FUNCTION consent_due_seals(timestamptz, bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent_due_seals(timestamptz, bigint, integer) TO kept_app;
