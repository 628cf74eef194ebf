-- The clock on the shop's wall, as its admin said last: the days of a request that Shopify passes on are counted by it.
ALTER TABLE installations ADD COLUMN time_zone TEXT;
