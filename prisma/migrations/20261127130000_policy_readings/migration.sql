-- What customers read at a version's permalink, kept when it is published: a reader costs a look-up, not a comparison.
-- CreateTable
CREATE TABLE "policy_readings" (
    "shop" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "is_own" BOOLEAN NOT NULL,
    "title" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "changes" JSONB,
    "hash" TEXT NOT NULL,

    CONSTRAINT "policy_readings_pkey" PRIMARY KEY ("shop","version","language")
);

-- AddForeignKey
ALTER TABLE "policy_readings" ADD CONSTRAINT "policy_readings_shop_version_fkey" FOREIGN KEY ("shop", "version") REFERENCES "register_versions"("shop", "number") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written once and replaced when the version is written to the shop again: never changed.
GRANT SELECT, INSERT, DELETE ON policy_readings TO kept_app;

ALTER TABLE policy_readings ENABLE ROW LEVEL SECURITY;
ALTER TABLE policy_readings FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON policy_readings
  USING (shop = current_setting('kept.shop', true))
  WITH CHECK (shop = current_setting('kept.shop', true));
