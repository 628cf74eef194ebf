-- Which encryption keys this database was written with: the application does not start under others.

CREATE TABLE encryption_keys (
  -- As it stands in everything that the key wraps.
  id TEXT NOT NULL,
  -- Made with the key, so that nothing but the key fits it.
  check_value BYTEA NOT NULL,
  noted_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT encryption_keys_pkey PRIMARY KEY (id),
  CONSTRAINT encryption_keys_id CHECK (id ~ '^[0-9a-f]{16}$'),
  CONSTRAINT encryption_keys_check_value CHECK (octet_length(check_value) = 32)
);

-- The key of all lookups, which never changes, wrapped by an encryption key, which may. There is one.
CREATE TABLE lookup_keys (
  id TEXT NOT NULL,
  wrapped_key BYTEA NOT NULL,
  noted_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT lookup_keys_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX lookup_keys_only_one ON lookup_keys ((true));

GRANT SELECT, INSERT, DELETE ON encryption_keys TO kept_app;
GRANT SELECT, INSERT, UPDATE (wrapped_key) ON lookup_keys TO kept_app;

-- What is sealed in an envelope: all behind the wrapped key, whose length stands in front (app/platform/crypto.ts).
CREATE FUNCTION sealed_part(envelope bytea) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE WHEN octet_length(envelope) > 2
    THEN substring(envelope FROM 3 + 256 * get_byte(envelope, 0) + get_byte(envelope, 1)) ELSE ''::bytea END
$$;

-- The key that wraps a private half may change; the private half goes when it is replaced, and never comes back.
CREATE OR REPLACE FUNCTION consent_check_key_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'private_key' <> to_jsonb(OLD) - 'private_key' OR (
    NEW.private_key IS NOT NULL AND sealed_part(NEW.private_key) IS DISTINCT FROM sealed_part(OLD.private_key)
  ) THEN
    RAISE EXCEPTION 'A signing key is kept as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

/*
 * For the change of the encryption key, which concerns every shop: the first shop after a name that has anything sealed,
 * and how much is sealed under which key. Names of shops, ids of keys and counts; no row of anybody's.
 */
CREATE POLICY sealed ON subjects FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY sealed ON inbox_messages FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY sealed ON consent_signing_keys FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY sealed ON sessions FOR SELECT TO CURRENT_USER USING (true);

CREATE FUNCTION sealed_next_shop(after text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT least(
    (SELECT min(shop) FROM subjects WHERE shop > after),
    (SELECT min(shop) FROM inbox_messages WHERE shop > after),
    (SELECT min(shop) FROM consent_signing_keys WHERE shop > after),
    (SELECT min(shop) FROM sessions WHERE shop > after))
$$;

-- A token is an envelope in base64; what is not shows as nothing.
CREATE FUNCTION sealed_token(token text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN token ~ '^[A-Za-z0-9+/]+={0,2}$' AND length(token) % 4 = 0 THEN decode(token, 'base64') END
$$;

-- The id of the wrapping key follows the version byte of a wrapped key, and the length (2) and that byte in an envelope.
CREATE FUNCTION sealed_under() RETURNS TABLE (key_id text, sealed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT encode(id, 'hex'), count(*) FROM (
    SELECT substring(wrapped_key FROM 2 FOR 8) FROM subjects WHERE wrapped_key IS NOT NULL
    UNION ALL SELECT substring(payload FROM 4 FOR 8) FROM inbox_messages WHERE payload IS NOT NULL
    UNION ALL SELECT substring(private_key FROM 4 FOR 8) FROM consent_signing_keys WHERE private_key IS NOT NULL
    UNION ALL SELECT substring(sealed_token(access_token) FROM 4 FOR 8) FROM sessions
    UNION ALL SELECT substring(sealed_token(refresh_token) FROM 4 FOR 8) FROM sessions
    UNION ALL SELECT substring(wrapped_key FROM 2 FOR 8) FROM lookup_keys
  ) AS places (id) WHERE octet_length(id) = 8 GROUP BY id ORDER BY id
$$;
REVOKE ALL ON FUNCTION sealed_next_shop(text), sealed_under() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sealed_next_shop(text), sealed_under() TO kept_app;
