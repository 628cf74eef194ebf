-- Whom a page of the access log showed: a person may ask who looked at their data (note 049).

-- Lines from before, and those of processes of the release before, do not know whom the page showed.
ALTER TABLE access_log ADD COLUMN knows_people BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX access_log_unknowing_idx ON access_log (shop, at) WHERE NOT knows_people;

CREATE TABLE access_log_people (
  shop TEXT NOT NULL,
  subject_id UUID NOT NULL,
  access_id UUID NOT NULL,
  CONSTRAINT access_log_people_pkey PRIMARY KEY (shop, subject_id, access_id),
  CONSTRAINT access_log_people_shop_access_id_fkey FOREIGN KEY (shop, access_id)
    REFERENCES access_log (shop, id) ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX access_log_people_shop_access_id_idx ON access_log_people (shop, access_id);

ALTER TABLE access_log_people ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_log_people FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON access_log_people
  USING (shop = current_setting('kept.shop', true)) WITH CHECK (shop = current_setting('kept.shop', true));
GRANT SELECT, INSERT ON access_log_people TO kept_app;

/* A line names nobody who was erased while the page was made: it waits for an erasure that runs, and then finds no
   subject. A browser that never signed in has no subject of its own, only decisions. */
CREATE FUNCTION access_log_name_known() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM subjects s WHERE s.shop = NEW.shop AND s.id = NEW.subject_id FOR KEY SHARE;
  IF FOUND OR EXISTS (SELECT FROM consent_events e WHERE e.shop = NEW.shop AND e.subject_id = NEW.subject_id) THEN
    RETURN NEW;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER name_known BEFORE INSERT ON access_log_people
  FOR EACH ROW EXECUTE FUNCTION access_log_name_known();

-- Of an erased person the lines stay, because they are evidence of what staff did; that they showed this person does not.
CREATE FUNCTION access_log_forget_erased() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM access_log_people WHERE shop = OLD.shop AND subject_id = OLD.id;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION access_log_forget_erased() FROM PUBLIC;
CREATE TRIGGER forget_erased AFTER DELETE ON subjects
  FOR EACH ROW EXECUTE FUNCTION access_log_forget_erased();
