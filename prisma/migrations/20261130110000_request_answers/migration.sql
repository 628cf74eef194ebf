-- The answer to a request: a file that is made from what was collected, in sealed portions, and who downloaded it. Portions are
-- destroyed when the answer is no longer available; its state stays.
CREATE TABLE request_answers (
    "shop" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "looked_at" TIMESTAMPTZ(3),
    "looked_by" TEXT,
    "asked_at" TIMESTAMPTZ(3),
    "run" UUID,
    "percent" INTEGER NOT NULL DEFAULT 0,
    "made_at" TIMESTAMPTZ(3),
    "available_until" TIMESTAMPTZ(3),
    "bytes" BIGINT,
    "sha256" TEXT,
    "rows" JSONB,

    CONSTRAINT "request_answers_pkey" PRIMARY KEY ("shop", "request_id"),
    CONSTRAINT "request_answers_shop_request_id_fkey" FOREIGN KEY ("shop", "request_id")
      REFERENCES data_subject_requests ("shop", "id") ON DELETE RESTRICT ON UPDATE NO ACTION
);

CREATE TABLE request_answer_portions (
    "shop" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "run" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "request_answer_portions_pkey" PRIMARY KEY ("shop", "request_id", "run", "part", "position"),
    CONSTRAINT "request_answer_portions_shop_request_id_fkey" FOREIGN KEY ("shop", "request_id")
      REFERENCES request_answers ("shop", "request_id") ON DELETE RESTRICT ON UPDATE NO ACTION
);
-- A ZIP archive is compressed, and encrypted besides.
ALTER TABLE request_answer_portions ALTER COLUMN "content" SET STORAGE EXTERNAL;

CREATE TABLE request_answer_downloads (
    "shop" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "staff_id" TEXT,

    CONSTRAINT "request_answer_downloads_pkey" PRIMARY KEY ("shop", "request_id", "position"),
    CONSTRAINT "request_answer_downloads_shop_request_id_fkey" FOREIGN KEY ("shop", "request_id")
      REFERENCES request_answers ("shop", "request_id") ON DELETE RESTRICT ON UPDATE NO ACTION
);

-- For the job that destroys what is no longer available.
CREATE INDEX "request_answers_shop_state_available_until_idx" ON request_answers ("shop", "state", "available_until");

GRANT SELECT, INSERT, UPDATE, DELETE ON request_answers TO kept_app;
GRANT SELECT, INSERT, DELETE ON request_answer_portions TO kept_app;
GRANT SELECT, INSERT, DELETE ON request_answer_downloads TO kept_app;

ALTER TABLE request_answers ENABLE ROW LEVEL SECURITY;
ALTER TABLE request_answers FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON request_answers
  USING (shop = current_setting('kept.shop', true))
  WITH CHECK (shop = current_setting('kept.shop', true));

ALTER TABLE request_answer_portions ENABLE ROW LEVEL SECURITY;
ALTER TABLE request_answer_portions FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON request_answer_portions
  USING (shop = current_setting('kept.shop', true))
  WITH CHECK (shop = current_setting('kept.shop', true));

ALTER TABLE request_answer_downloads ENABLE ROW LEVEL SECURITY;
ALTER TABLE request_answer_downloads FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON request_answer_downloads
  USING (shop = current_setting('kept.shop', true))
  WITH CHECK (shop = current_setting('kept.shop', true));

/* Which shops have an answer that is no longer available. Like drift_due_looks: asked without a tenant, answered with names alone. */
CREATE POLICY answers_over ON request_answers FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION request_answers_over(over_by timestamptz, most integer) RETURNS TABLE (shop text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT DISTINCT a.shop FROM request_answers a WHERE a.state = 'ready' AND a.available_until <= over_by LIMIT most;
END
$$;
REVOKE ALL ON FUNCTION request_answers_over(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION request_answers_over(timestamptz, integer) TO kept_app;
