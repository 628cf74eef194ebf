-- The answers of staff to the guided set-up, one row a shop: staff stop and come back.
-- CreateTable
CREATE TABLE "register_setups" (
    "shop" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "applied" JSONB,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "register_setups_pkey" PRIMARY KEY ("shop")
);

-- Goes with its shop only.
GRANT SELECT, INSERT, UPDATE ON register_setups TO kept_app;

ALTER TABLE register_setups ENABLE ROW LEVEL SECURITY;
ALTER TABLE register_setups FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON register_setups
  USING (shop = current_setting('kept.shop', true))
  WITH CHECK (shop = current_setting('kept.shop', true));
