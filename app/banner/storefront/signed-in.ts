/**
 * For customers who are signed in, and loaded only for them: when they had chosen before, the app is told, once, that this
 * browser is theirs.
 */
import { recall, remember } from './memory.ts'
import { kept } from './page.ts'
import { send } from './records.ts'

/** Done (200, 202), or refused for good: malformed, unknown shop, too large. */
const OVER = [200, 202, 400, 401, 413]

const introduce = async () => {
  const { v, s } = recall()
  if (kept.c.d || !v || s === v || !OVER.includes(await send('visitor', { visitor: v }))) return
  remember((memory) => {
    memory.s = v
  })
}

introduce()
