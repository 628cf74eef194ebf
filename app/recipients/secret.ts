/** Who a task is about, sealed under the task's own key: it goes with the task's end, whatever becomes of the person's key. */
import { z } from 'zod'
import type { ShopTransaction } from '../platform/db.ts'
import { vault } from '../platform/vault.ts'
import { MAX_CHANGE, MAX_CHANGES } from './limits.ts'

const text = z.string().min(1).max(MAX_CHANGE)

/** A fact as it is right now. `field`: as the connections name it, such as `first_name`. */
const correction = z.object({ field: text, value: text })
export type Correction = z.infer<typeof correction>

const taskSecret = z.object({
  person: z.object({ email: text.nullable(), phone: text.nullable(), customerId: text.nullable() }),
  /** What was erased, corrected or restricted, in words. */
  changes: z.array(text).max(MAX_CHANGES),
  corrected: z.array(correction).max(MAX_CHANGES),
  /** Of the link with which the recipient answers. */
  link: z.string(),
})
export type TaskSecret = z.infer<typeof taskSecret>

interface TaskPlace {
  shop: string
  id: string
}

const contextOf = (shop: string, id: string) => `recipient-task/${shop}/${id}`

export interface SealedTask {
  wrappedKey: Uint8Array<ArrayBuffer>
  secret: Uint8Array<ArrayBuffer>
}

export function sealTask({ shop, id }: TaskPlace, secret: TaskSecret): SealedTask {
  const [key, context] = [vault.newDataKey(), contextOf(shop, id)]
  return {
    wrappedKey: new Uint8Array(vault.wrap(key, context)),
    secret: new Uint8Array(vault.seal(key, JSON.stringify(taskSecret.parse(secret)), context)),
  }
}

/** Null once it was destroyed. */
export function openTask(
  { shop }: Pick<ShopTransaction, 'shop'>,
  { id, wrappedKey, secret }: { id: string; wrappedKey: Uint8Array | null; secret: Uint8Array | null },
): TaskSecret | null {
  if (!wrappedKey || !secret) return null
  const context = contextOf(shop, id)
  const opened = vault.open(vault.unwrap(wrappedKey, context), secret, context)
  return taskSecret.parse(JSON.parse(opened.toString('utf8')))
}

export const taskKeyContext = contextOf

const noteContext = ({ shop, id }: TaskPlace) => `recipient-task-note/${shop}/${id}`

export const sealNote = (place: TaskPlace, note: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(vault.sealEnvelope(note, noteContext(place)))

export const openNote = (place: TaskPlace, note: Uint8Array): string =>
  vault.openEnvelope(note, noteContext(place)).toString('utf8')
