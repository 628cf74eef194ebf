-- What no program could erase, staff erase by hand, and say so.
ALTER TABLE erasure_steps ADD COLUMN done_by TEXT;
