-- Verifications of a shop's whole ledger that staff asked for: how far each one is, and what it found. One is open at a time.
CREATE TABLE consent_audits (
  shop TEXT NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  asked_at TIMESTAMPTZ(3) NOT NULL,
  finished_at TIMESTAMPTZ(3),
  checked BIGINT NOT NULL,
  length BIGINT NOT NULL,
  result JSONB,
  CONSTRAINT consent_audits_pkey PRIMARY KEY (shop, number),
  CONSTRAINT consent_audits_state CHECK (state IN ('waiting', 'running', 'done', 'cancelled', 'failed'))
);

-- Evidence: it goes with its shop only.
GRANT SELECT, INSERT ON consent_audits TO kept_app;
GRANT UPDATE (state, finished_at, checked, length, result) ON consent_audits TO kept_app;

-- What an audit found is not found otherwise afterwards.
CREATE FUNCTION consent_check_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.finished_at IS NOT NULL THEN
    RAISE EXCEPTION 'Audit % of % is finished, and does not change', OLD.number, OLD.shop USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER consent_audits_finished BEFORE UPDATE ON consent_audits FOR EACH ROW EXECUTE FUNCTION consent_check_audit();
CREATE TRIGGER consent_audits_removal BEFORE DELETE ON consent_audits FOR EACH ROW EXECUTE FUNCTION consent_refuse_removal();

ALTER TABLE consent_audits ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_audits FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON consent_audits
  USING (shop = current_setting('kept.shop', true))
  WITH CHECK (shop = current_setting('kept.shop', true));
