/**
 * For customers who are signed in and refused something elsewhere: in their account, in another browser, or by a request.
 * Runs before the inline part, which calls it whenever it has read what this browser remembers. The newest answer counts.
 */
import { kept, REFUSED } from './page.ts'

kept.e = () => {
  const { m: memory, c: config } = kept
  for (const [key, , since] of config.p) {
    const at = (config.o?.[key] ?? 0) * 1000
    if (!(at > (memory.c?.[key]?.[2] ?? 0))) continue
    memory.c ??= {}
    memory.c[key] = [REFUSED, since, at, config.r]
    // Shopify in this browser has to be told, and what was set before has to go.
    memory.w = 1
    memory.d = 1
  }
}
