-- Each banner version as shoppers saw it, language by language: what proves on which wording somebody chose. Append-only.

CREATE TABLE banner_renderings (
  shop TEXT NOT NULL,
  banner_hash TEXT NOT NULL,
  -- The language of the wording, as decisions name it.
  language TEXT NOT NULL,
  -- Another drawing of the same version stands beside the first: the extension was updated, or the shop renamed.
  html_hash TEXT NOT NULL,
  files_hash TEXT NOT NULL,
  html TEXT NOT NULL,
  scene JSONB NOT NULL,
  drawn_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT banner_renderings_pkey PRIMARY KEY (shop, banner_hash, language, html_hash, files_hash),
  CONSTRAINT banner_renderings_version FOREIGN KEY (shop, banner_hash) REFERENCES banner_versions (shop, hash),
  CONSTRAINT banner_renderings_html_hash CHECK (html_hash = encode(sha256(convert_to(html, 'UTF8')), 'hex')),
  CONSTRAINT banner_renderings_files_hash CHECK (files_hash ~ '^[0-9a-f]{64}$')
);

CREATE FUNCTION banner_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What shoppers were shown is kept as it was: % of % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

-- A rendering and its version go only with everything else of their shop (shop/redact).
CREATE FUNCTION banner_check_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('kept.erasing_shop', true) IS DISTINCT FROM OLD.shop THEN
    RAISE EXCEPTION 'What shoppers were shown is kept as it was: % of % is refused', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END
$$;

CREATE TRIGGER banner_renderings_no_update BEFORE UPDATE ON banner_renderings
  FOR EACH ROW EXECUTE FUNCTION banner_refuse_change();
CREATE TRIGGER banner_renderings_removal BEFORE DELETE ON banner_renderings
  FOR EACH ROW EXECUTE FUNCTION banner_check_removal();
CREATE TRIGGER banner_versions_no_update BEFORE UPDATE ON banner_versions
  FOR EACH ROW EXECUTE FUNCTION banner_refuse_change();
CREATE TRIGGER banner_versions_removal BEFORE DELETE ON banner_versions
  FOR EACH ROW EXECUTE FUNCTION banner_check_removal();

GRANT SELECT, INSERT, DELETE ON banner_renderings TO kept_app;
ALTER TABLE banner_renderings ENABLE ROW LEVEL SECURITY;
ALTER TABLE banner_renderings FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON banner_renderings USING (shop = current_setting('kept.shop', true))
  WITH CHECK (shop = current_setting('kept.shop', true));

-- The languages that the shop was read in when its banner was published last.
ALTER TABLE banner_publications ADD COLUMN languages TEXT[] NOT NULL DEFAULT '{}';
