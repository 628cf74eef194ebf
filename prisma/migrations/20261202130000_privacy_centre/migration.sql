-- The privacy centre: links that prove a mailbox, what was shown to whoever chose, consents to write to Shopify, and what is held as
-- somebody just looked at it.

CREATE TABLE mailbox_links (
  shop        text NOT NULL,
  id          uuid NOT NULL,
  subject_id  uuid NOT NULL,
  asked_at    timestamptz(3) NOT NULL,
  expires_at  timestamptz(3) NOT NULL,
  -- SHA-256 of the secret, which only the mail has.
  hash        bytea NOT NULL,
  tries       integer NOT NULL DEFAULT 0,
  used_at     timestamptz(3),
  visit_hash  bytea,
  visit_until timestamptz(3),
  CONSTRAINT mailbox_links_pkey PRIMARY KEY (shop, id),
  CONSTRAINT mailbox_links_subject FOREIGN KEY (shop, subject_id) REFERENCES subjects (shop, id) ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX mailbox_links_subject_idx ON mailbox_links (shop, subject_id, asked_at);

-- What stood beside a choice that no banner asked for. An event of the ledger names it by its hash.
CREATE TABLE shown_wordings (
  shop     text NOT NULL,
  hash     text NOT NULL,
  content  jsonb NOT NULL,
  shown_at timestamptz(3) NOT NULL,
  CONSTRAINT shown_wordings_pkey PRIMARY KEY (shop, hash)
);

CREATE TABLE marketing_grants (
  shop       text NOT NULL,
  subject_id uuid NOT NULL,
  channel    text NOT NULL,
  event_id   uuid NOT NULL,
  granted_at timestamptz(3) NOT NULL,
  state      text NOT NULL,
  reason     text,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT marketing_grants_pkey PRIMARY KEY (shop, subject_id, channel),
  CONSTRAINT marketing_grants_subject FOREIGN KEY (shop, subject_id) REFERENCES subjects (shop, id) ON DELETE CASCADE ON UPDATE NO ACTION
);

CREATE TABLE held_copies (
  shop       text NOT NULL,
  subject_id uuid NOT NULL,
  -- Of this reading: a job of an earlier one changes nothing.
  reading_id uuid NOT NULL,
  state      text NOT NULL,
  started_at timestamptz(3) NOT NULL,
  read_at    timestamptz(3),
  -- Both sealed under the subject's key. The profile is what a page says of somebody: their name, and for whom they buy.
  profile    bytea,
  content    bytea,
  CONSTRAINT held_copies_pkey PRIMARY KEY (shop, subject_id),
  CONSTRAINT held_copies_subject FOREIGN KEY (shop, subject_id) REFERENCES subjects (shop, id) ON DELETE CASCADE ON UPDATE NO ACTION
);

GRANT SELECT, INSERT, DELETE ON mailbox_links TO kept_app;
GRANT SELECT, INSERT ON shown_wordings TO kept_app;
GRANT UPDATE (tries, used_at, visit_hash, visit_until) ON mailbox_links TO kept_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON marketing_grants, held_copies TO kept_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['mailbox_links', 'shown_wordings', 'marketing_grants', 'held_copies'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop = current_setting(''kept.shop'', true)) WITH CHECK (shop = current_setting(''kept.shop'', true))',
      tenant_table
    );
  END LOOP;
END
$$;
