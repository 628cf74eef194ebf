-- The proofs of erasures, each in versions: signed documents without personal data, which outlive the person. Rows are added,
-- never changed.
CREATE TABLE erasure_proofs (
    "shop" TEXT NOT NULL,
    "erasure_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "request_id" UUID,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "is_settled" BOOLEAN NOT NULL,
    "content" TEXT NOT NULL,

    CONSTRAINT "erasure_proofs_pkey" PRIMARY KEY ("shop", "erasure_id", "version")
);
CREATE INDEX "erasure_proofs_shop_request_id_idx" ON erasure_proofs ("shop", "request_id");

GRANT SELECT, INSERT ON erasure_proofs TO kept_app;

ALTER TABLE erasure_proofs ENABLE ROW LEVEL SECURITY;
ALTER TABLE erasure_proofs FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON erasure_proofs
  USING (shop = current_setting('kept.shop', true)) WITH CHECK (shop = current_setting('kept.shop', true));
