import type { EntryRef } from '../../register/index.ts'
import { type PartKind, SINGLE_KINDS } from '../../register/words.ts'

export const REGISTER = '/app/register'

/** Where staff confirm what was suggested. */
export const CONFIRM = `${REGISTER}/confirm`

/** The guided set-up, at a question of its own, at its end (`review`), or where staff stopped. */
export const SETUP = `${REGISTER}/setup`
export const pageOfQuestion = (question: string): string => `${SETUP}?question=${question}`

/** The list of a kind, or the form of what there is only one of. */
export const pageOfKind = (kind: PartKind): string =>
  SINGLE_KINDS.some((single) => single === kind) ? `${REGISTER}/${kind}/edit` : `${REGISTER}/${kind}`

/** The form of a part, with the cursor in a field. */
export function pageOfPart({ kind, id }: EntryRef, field = ''): string {
  const page = id === null ? pageOfKind(kind) : `${REGISTER}/${kind}/edit/${id}`
  return field === '' ? page : `${page}?${new URLSearchParams({ field })}`
}

export const pageOfNew = (kind: PartKind, begun: Record<string, string> = {}): string => {
  const query = new URLSearchParams(begun).toString()
  return `${REGISTER}/${kind}/edit${query && `?${query}`}`
}
