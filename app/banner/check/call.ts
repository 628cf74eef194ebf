/** The requests that the storefront's check sends. */
import { z } from 'zod'
import { trackerName } from '../../register/index.ts'
import { MOST_NAMES_OF_A_KIND, PHASES } from './model.ts'

const names = z.array(trackerName).max(MOST_NAMES_OF_A_KIND)
/** A host as a browser writes it, without port and path. */
const host = z
  .string()
  .max(253)
  .regex(/^[a-z0-9.-]+$/)

const checkToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** What one phase saw: names of cookies, names of storage keys, and hosts that the page sent requests to. */
const phaseReport = z.strictObject({
  token: checkToken,
  phase: z.enum(PHASES),
  cookies: names,
  storage: names,
  hosts: z.array(host).max(MOST_NAMES_OF_A_KIND),
})
export type PhaseReport = z.infer<typeof phaseReport>

/** A page asks this before it changes anything: whether staff really began the check that its address names. */
export const checkCall = z.union([z.strictObject({ token: checkToken }), phaseReport])
export type CheckCall = z.infer<typeof checkCall>
