/** Shops that have installed Kept: of others nothing is recorded. */
export const SHOPS = ['one', 'two', 'three'].map((name) => `resilience-${name}.myshopify.com`)
