import { kept, type Purpose } from './page.ts'

/** The sale of data is only asked where the law knows it. */
export const asked = ([, signal]: Purpose) => signal !== 'sale_of_data' || kept.u || kept.c.d
