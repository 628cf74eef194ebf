-- A request's life: what it is about, and every move as an event that nobody edits. What lists sort and filter by is kept
-- in the request's row, worked out from its events.
ALTER TABLE data_subject_requests
  ADD COLUMN audience TEXT NOT NULL DEFAULT 'consumer',
  ADD COLUMN asker TEXT NOT NULL DEFAULT 'person',
  ADD COLUMN country TEXT,
  ADD COLUMN region TEXT,
  ADD COLUMN language TEXT,
  ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'UTC',
  ADD COLUMN regime TEXT NOT NULL DEFAULT 'gdpr',
  ADD COLUMN is_identified BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN assignee TEXT,
  ADD COLUMN joined_to UUID,
  ADD COLUMN due_on DATE;

CREATE TABLE data_subject_request_events (
    "shop" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "actor_id" TEXT,
    "move" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "note" BYTEA,

    CONSTRAINT "data_subject_request_events_pkey" PRIMARY KEY ("shop", "request_id", "position"),
    CONSTRAINT "data_subject_request_events_shop_request_id_fkey" FOREIGN KEY ("shop", "request_id")
      REFERENCES data_subject_requests ("shop", "id") ON DELETE RESTRICT ON UPDATE NO ACTION
);

-- What happened stays as it was written: the app adds events, and changes or removes none.
GRANT SELECT, INSERT ON data_subject_request_events TO kept_app;

ALTER TABLE data_subject_request_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE data_subject_request_events FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON data_subject_request_events
  USING (shop = current_setting('kept.shop', true))
  WITH CHECK (shop = current_setting('kept.shop', true));

CREATE TABLE data_subject_request_originals (
    "shop" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "data_subject_request_originals_pkey" PRIMARY KEY ("shop", "request_id"),
    CONSTRAINT "data_subject_request_originals_shop_request_id_fkey" FOREIGN KEY ("shop", "request_id")
      REFERENCES data_subject_requests ("shop", "id") ON DELETE RESTRICT ON UPDATE NO ACTION
);

-- Removed when the person is erased.
GRANT SELECT, INSERT, DELETE ON data_subject_request_originals TO kept_app;

ALTER TABLE data_subject_request_originals ENABLE ROW LEVEL SECURITY;
ALTER TABLE data_subject_request_originals FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON data_subject_request_originals
  USING (shop = current_setting('kept.shop', true))
  WITH CHECK (shop = current_setting('kept.shop', true));

INSERT INTO data_subject_request_events (shop, request_id, position, at, actor, move, facts)
SELECT shop, id, 0, received_at, 'shopify', 'receive', '{"regime": "gdpr"}' FROM data_subject_requests;
INSERT INTO data_subject_request_events (shop, request_id, position, at, actor, move, facts)
SELECT shop, id, 1, coalesce(closed_at, received_at), 'kept', 'erase_person', '{}' FROM data_subject_requests WHERE state = 'erased';
UPDATE data_subject_requests SET state = 'received' WHERE state = 'open';
UPDATE data_subject_requests SET due_on = (due_at AT TIME ZONE 'UTC')::date;

CREATE INDEX "data_subject_requests_shop_state_due_on_idx" ON data_subject_requests ("shop", "state", "due_on");
