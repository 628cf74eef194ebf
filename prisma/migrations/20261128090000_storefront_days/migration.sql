-- One UTC day of a shop's storefront in numbers: visits that saw the banner, answers to it, records that browsers gave up.
-- Names nobody. What was decided before this migration is not counted: until then nobody counted who saw the banner.
-- CreateTable
CREATE TABLE "storefront_days" (
    "shop" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "shown" BIGINT NOT NULL DEFAULT 0,
    "answered" BIGINT NOT NULL DEFAULT 0,
    "gave_up" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "storefront_days_pkey" PRIMARY KEY ("shop", "day")
);

-- Old days are deleted.
GRANT SELECT, INSERT, UPDATE, DELETE ON storefront_days TO kept_app;

ALTER TABLE storefront_days ENABLE ROW LEVEL SECURITY;
ALTER TABLE storefront_days FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON storefront_days
  USING (shop = current_setting('kept.shop', true))
  WITH CHECK (shop = current_setting('kept.shop', true));
