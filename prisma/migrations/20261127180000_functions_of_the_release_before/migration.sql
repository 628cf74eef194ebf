-- Between `npm run migrate` and their restart, processes of the release before call these functions as they were: without the
-- shop, which their transaction has said. tests/platform/expand-then-contract.rules.test.ts says when they may go.

CREATE FUNCTION consent_erase_events(subjects uuid[], most integer) RETURNS integer
LANGUAGE sql SET search_path = public, pg_temp AS $$
  SELECT consent_erase_events(current_setting('kept.shop', true), subjects, most)
$$;

CREATE FUNCTION shop_erase_rows(message text, tenant_table text, most integer) RETURNS integer
LANGUAGE sql SET search_path = public, pg_temp AS $$
  SELECT shop_erase_rows(current_setting('kept.shop', true), message, tenant_table, most)
$$;

CREATE FUNCTION shop_erase_message(message text) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  SELECT shop_erase_message(current_setting('kept.shop', true), message)
$$;

CREATE FUNCTION inbox_forget_message(message text) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  SELECT inbox_forget_message(current_setting('kept.shop', true), message)
$$;

REVOKE ALL ON FUNCTION consent_erase_events(uuid[], integer), shop_erase_rows(text, text, integer), shop_erase_message(text),
  inbox_forget_message(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent_erase_events(uuid[], integer), shop_erase_rows(text, text, integer), shop_erase_message(text),
  inbox_forget_message(text) TO kept_app;
