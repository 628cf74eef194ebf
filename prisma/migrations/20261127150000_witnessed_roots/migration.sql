-- The Merkle tree over a shop's whole ledger, and the checkpoints of it that are signed and sent out of the house.

CREATE TABLE consent_trees (
  shop TEXT NOT NULL,
  size BIGINT NOT NULL,
  edge BYTEA NOT NULL,
  CONSTRAINT consent_trees_pkey PRIMARY KEY (shop)
);

CREATE TABLE consent_subtrees (
  shop TEXT NOT NULL,
  height SMALLINT NOT NULL,
  index BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  CONSTRAINT consent_subtrees_pkey PRIMARY KEY (shop, height, index),
  CONSTRAINT consent_subtrees_hash CHECK (octet_length(hash) = 32)
);

CREATE TABLE consent_checkpoints (
  shop TEXT NOT NULL,
  tree_size BIGINT NOT NULL,
  origin TEXT NOT NULL,
  root BYTEA NOT NULL,
  seal_number INTEGER NOT NULL,
  key_number INTEGER NOT NULL,
  signed_at TIMESTAMPTZ(3) NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT consent_checkpoints_pkey PRIMARY KEY (shop, tree_size)
);

-- Who gets them by mail: a line for each change, the last one counts.
CREATE TABLE consent_checkpoint_recipients (
  shop TEXT NOT NULL,
  number INTEGER NOT NULL,
  address TEXT,
  language TEXT NOT NULL,
  changed_at TIMESTAMPTZ(3) NOT NULL,
  changed_by TEXT NOT NULL,
  CONSTRAINT consent_checkpoint_recipients_pkey PRIMARY KEY (shop, number)
);

CREATE TABLE consent_checkpoint_deliveries (
  shop TEXT NOT NULL,
  tree_size BIGINT NOT NULL,
  channel TEXT NOT NULL,
  recipient INTEGER NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  updated_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT consent_checkpoint_deliveries_pkey PRIMARY KEY (shop, tree_size, channel, recipient)
);

-- A tree only grows: one that became smaller would sign what contradicts its own checkpoints.
CREATE FUNCTION consent_check_tree() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.shop <> OLD.shop OR NEW.size <= OLD.size THEN
    RAISE EXCEPTION 'The tree of % has % leaves, and cannot have % instead', OLD.shop, OLD.size, NEW.size
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER consent_trees_growth BEFORE UPDATE ON consent_trees FOR EACH ROW EXECUTE FUNCTION consent_check_tree();

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['consent_subtrees', 'consent_checkpoints', 'consent_checkpoint_recipients'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION consent_refuse_change()',
      tenant_table || '_no_update', tenant_table);
  END LOOP;
  FOREACH tenant_table IN ARRAY ARRAY['consent_trees', 'consent_subtrees', 'consent_checkpoints', 'consent_checkpoint_recipients'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION consent_refuse_removal()',
      tenant_table || '_removal', tenant_table);
  END LOOP;
  FOREACH tenant_table IN ARRAY ARRAY[
    'consent_trees', 'consent_subtrees', 'consent_checkpoints', 'consent_checkpoint_recipients', 'consent_checkpoint_deliveries'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;
-- Whatever goes, goes with the shop: shop_erase_rows.
GRANT SELECT, INSERT ON
  consent_trees, consent_subtrees, consent_checkpoints, consent_checkpoint_recipients, consent_checkpoint_deliveries TO kept_app;
GRANT UPDATE (size, edge) ON consent_trees TO kept_app;
GRANT UPDATE (state, reason, updated_at) ON consent_checkpoint_deliveries TO kept_app;

/*
 * Which shops have seals that no checkpoint covers, and no checkpoint since `since`. Like consent_due_seals: asked
 * without a tenant, answered with names alone.
 */
CREATE POLICY due_checkpoints ON consent_checkpoints FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION consent_due_checkpoints(since timestamptz, most integer)
RETURNS TABLE (shop text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.shop
  FROM consent_ledgers l
  CROSS JOIN LATERAL (
    SELECT s.to_position FROM consent_seals s WHERE s.shop = l.shop ORDER BY s.number DESC LIMIT 1
  ) sealed
  LEFT JOIN LATERAL (
    SELECT c.tree_size, c.signed_at FROM consent_checkpoints c WHERE c.shop = l.shop ORDER BY c.tree_size DESC LIMIT 1
  ) last ON true
  WHERE last.tree_size IS NULL OR (sealed.to_position > last.tree_size AND last.signed_at < since)
  ORDER BY last.signed_at NULLS FIRST LIMIT most
$$;
REVOKE ALL ON FUNCTION consent_due_checkpoints(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent_due_checkpoints(timestamptz, integer) TO kept_app;
