-- When the remembered erasures of a shop are compared next with their copy at Shopify, by which a restored backup is noticed.
CREATE TABLE erasure_copies (
    "shop" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erasure_copies_pkey" PRIMARY KEY ("shop")
);

GRANT SELECT, INSERT, UPDATE ON erasure_copies TO kept_app;
ALTER TABLE erasure_copies ENABLE ROW LEVEL SECURITY;
ALTER TABLE erasure_copies FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON erasure_copies
  USING (shop = current_setting('kept.shop', true)) WITH CHECK (shop = current_setting('kept.shop', true));

/*
 * Which shops are due, over all shops: like erasures_due. A process compares each once after its start, because a backup is
 * restored while none runs.
 */
CREATE POLICY due_copies ON erasure_copies FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION erasure_copies_due(due_by timestamptz, started timestamptz, most integer) RETURNS TABLE (shop text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT i.shop FROM installations i LEFT JOIN erasure_copies c ON c.shop = i.shop
    WHERE i.uninstalled_at IS NULL AND (c.shop IS NULL OR c.next_at <= due_by OR c.tried_at < started)
    ORDER BY c.next_at NULLS FIRST LIMIT most;
END
$$;
REVOKE ALL ON FUNCTION erasure_copies_due(timestamptz, timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erasure_copies_due(timestamptz, timestamptz, integer) TO kept_app;
