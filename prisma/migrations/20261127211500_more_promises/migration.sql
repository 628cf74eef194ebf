-- More fixed sentences promise something: staff confirm them before the next publication of a draft that exists already.
-- Those that a register does not print wait until it does.
ALTER TABLE register_drafts NO FORCE ROW LEVEL SECURITY;

UPDATE "register_drafts" d SET "content" = jsonb_set(d."content", '{suggested}',
  coalesce(d."content"->'suggested', '[]'::jsonb) || (
    SELECT coalesce(jsonb_agg('sentence/' || id), '[]'::jsonb)
    FROM unnest(ARRAY['rights-account', 'right-portability-transfer', 'right-post-mortem-text',
      'united-states-opt-out', 'united-states-choices', 'united-states-signal']) AS new (id)
    WHERE NOT coalesce(d."content"->'suggested', '[]'::jsonb) ? ('sentence/' || id)));

ALTER TABLE register_drafts FORCE ROW LEVEL SECURITY;
