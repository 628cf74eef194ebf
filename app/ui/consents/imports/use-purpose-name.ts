import { useWords } from '../words.ts'
import type { ShownImport } from './shown-import.ts'

/** What a purpose is called: by the register, or as a signal of Shopify's. */
export function usePurposeName(purposes: ShownImport['purposes']): (id: string) => string {
  return useWords(Object.fromEntries(purposes.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])))).purpose
}
