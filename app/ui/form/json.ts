/** A form's value is JSON: how one place in it is read, changed and compared. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const steps = (path: string) => (path === '' ? [] : path.split('.'))

export function valueAt(value: Json | undefined, path: string): Json | undefined {
  return steps(path).reduce<Json | undefined>((at, step) => {
    if (Array.isArray(at)) return at[Number(step)]
    return isObject(at) ? at[step] : undefined
  }, value)
}

/** A copy with another value at a path; undefined takes the key, or the item of a list, away. */
export function withValueAt(value: Json | undefined, path: string, changed: Json | undefined): Json {
  return replace(value ?? {}, steps(path), changed)
}

function replace(value: Json, [step, ...rest]: string[], changed: Json | undefined): Json {
  if (step === undefined) return changed ?? null
  if (Array.isArray(value)) {
    const index = Number(step)
    if (rest.length === 0 && changed === undefined) return value.filter((_, at) => at !== index)
    const list = [...value]
    list[index] = replace(list[index] ?? {}, rest, changed)
    return list
  }
  const object = isObject(value) ? value : {}
  if (rest.length > 0 || changed !== undefined) return { ...object, [step]: replace(object[step] ?? {}, rest, changed) }
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== step))
}

/** Whether two values say the same: the order of keys says nothing. */
export const sameJson = (a: Json, b: Json): boolean => inOrder(a) === inOrder(b)

const inOrder = (value: Json): string =>
  JSON.stringify(value, (_, each: Json) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  )
