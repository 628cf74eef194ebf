/** How large a register may be. Pure: pages tell staff before they send. */

/**
 * Bytes of a register's JSON without white space. What Shopify takes bounds it: 512,000 bytes of HTML for the policy and
 * as many for the cookie page, in each of the six languages that Kept writes, are 6 MB, of which tags and fixed sentences
 * are a third. A register of the template's kind is 0.1 MB.
 */
export const MAX_REGISTER_BYTES = 4_000_000

/** The same with the white space that an export has. */
export const MAX_IMPORT_BYTES = 2 * MAX_REGISTER_BYTES
