-- Ids never change, so no key has to follow one: ON UPDATE CASCADE could move a row to another shop, and Citus refuses it
-- in a key that holds the column by which rows are spread over machines.
ALTER TABLE subject_identifiers DROP CONSTRAINT subject_identifiers_shop_subject_id_fkey,
  ADD CONSTRAINT subject_identifiers_shop_subject_id_fkey FOREIGN KEY (shop, subject_id)
    REFERENCES subjects (shop, id) ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE data_subject_requests DROP CONSTRAINT data_subject_requests_shop_subject_id_fkey,
  ADD CONSTRAINT data_subject_requests_shop_subject_id_fkey FOREIGN KEY (shop, subject_id)
    REFERENCES subjects (shop, id) ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE policy_pages DROP CONSTRAINT policy_pages_shop_publication_id_fkey,
  ADD CONSTRAINT policy_pages_shop_publication_id_fkey FOREIGN KEY (shop, publication_id)
    REFERENCES policy_publications (shop, id) ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE policy_readings DROP CONSTRAINT policy_readings_shop_version_fkey,
  ADD CONSTRAINT policy_readings_shop_version_fkey FOREIGN KEY (shop, version)
    REFERENCES register_versions (shop, number) ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE storefront_check_phases DROP CONSTRAINT storefront_check_phases_shop_check_id_fkey,
  ADD CONSTRAINT storefront_check_phases_shop_check_id_fkey FOREIGN KEY (shop, check_id)
    REFERENCES storefront_checks (shop, id) ON DELETE CASCADE ON UPDATE NO ACTION;
