import type { EntryRef, PartKind } from '../../register/index.ts'

export const REGISTER = '/app/register'

const SINGLES = new Set<PartKind>(['controller', 'rights_channel', 'cookies', 'languages'])

/** The list of a kind, or the form of what there is only one of. */
export const pageOfKind = (kind: PartKind): string =>
  SINGLES.has(kind) ? `${REGISTER}/${kind}/edit` : `${REGISTER}/${kind}`

/** The form of a part, with the cursor in a field. */
export function pageOf({ kind, id }: EntryRef, field = ''): string {
  const page = id === null ? pageOfKind(kind) : `${REGISTER}/${kind}/edit/${id}`
  return field === '' ? page : `${page}?${new URLSearchParams({ field })}`
}

export const pageOfNew = (kind: PartKind, begun: Record<string, string> = {}): string => {
  const query = new URLSearchParams(begun).toString()
  return `${REGISTER}/${kind}/edit${query && `?${query}`}`
}
