/**
 * For customers who are signed in, and loaded only for them: when they had chosen before, the app is told, once, that this
 * browser is theirs.
 */
import { recall, remember } from './memory.ts'
import { kept } from './page.ts'
import { OVER, send } from './records.ts'

const introduce = async () => {
  const { u, s } = recall()
  if (kept.c.d || !u || s === u || !OVER.includes(await send('visitor', { visitor: u }))) return
  remember((memory) => {
    memory.s = u
  })
}

introduce()
