/** What every ready connection has: docs/recipients.md says how to add one. */
import type { SendOut } from '../../platform/outbound.ts'
import type { PersonToName } from '../model.ts'
import type { Correction } from '../secret.ts'
import type { DeliveryOutcome } from '../timeline/model.ts'
import type { NoticeOccasion } from '../words.ts'

export interface ToolCall {
  person: PersonToName
  /** What is right now, after a rectification. */
  corrected: readonly Correction[]
  /** The shop's key of the tool's API. */
  key: string
  lists: readonly string[]
  send: SendOut
  now: Date
}

/** Does one thing in the tool. Whatever was done before is found done, so that it can be called again. */
type ToolWork = (call: ToolCall) => Promise<DeliveryOutcome>

export interface ToolConnection {
  /** What the tool's API can do. What is missing here is done by hand. */
  does: Partial<Record<NoticeOccasion, ToolWork>>
  /** Where the tool works later than it answers: whether it is done. `sent`: not yet. */
  checks: Partial<Record<NoticeOccasion, ToolWork>>
}
