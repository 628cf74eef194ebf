-- What is held about who asks, read page by page: the rows of each table in sealed portions, and how far it is.
CREATE TABLE request_collections (
    "shop" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "progress" BYTEA NOT NULL,
    "rows" JSONB NOT NULL,
    "values" JSONB NOT NULL,
    "unread" JSONB NOT NULL,

    CONSTRAINT "request_collections_pkey" PRIMARY KEY ("shop", "request_id"),
    CONSTRAINT "request_collections_shop_request_id_fkey" FOREIGN KEY ("shop", "request_id")
      REFERENCES data_subject_requests ("shop", "id") ON DELETE RESTRICT ON UPDATE NO ACTION
);

-- Removed when the person is erased, and when everything is read anew.
GRANT SELECT, INSERT, UPDATE, DELETE ON request_collections TO kept_app;

ALTER TABLE request_collections ENABLE ROW LEVEL SECURITY;
ALTER TABLE request_collections FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON request_collections
  USING (shop = current_setting('kept.shop', true))
  WITH CHECK (shop = current_setting('kept.shop', true));

CREATE TABLE request_held_portions (
    "shop" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "held_table" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "request_held_portions_pkey" PRIMARY KEY ("shop", "request_id", "held_table", "position"),
    CONSTRAINT "request_held_portions_shop_request_id_fkey" FOREIGN KEY ("shop", "request_id")
      REFERENCES request_collections ("shop", "request_id") ON DELETE CASCADE ON UPDATE NO ACTION
);

GRANT SELECT, INSERT, DELETE ON request_held_portions TO kept_app;

ALTER TABLE request_held_portions ENABLE ROW LEVEL SECURITY;
ALTER TABLE request_held_portions FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON request_held_portions
  USING (shop = current_setting('kept.shop', true))
  WITH CHECK (shop = current_setting('kept.shop', true));
