-- Where the shop's storefront has Kept, as the newest call that Shopify signed says: a merchant may move it.
ALTER TABLE installations ADD COLUMN proxy_path TEXT, ADD COLUMN proxy_path_since TIMESTAMPTZ(3);
