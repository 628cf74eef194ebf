import { type ConsentRecord, kept, type Memory } from './page.ts'

/** Reads again what this browser remembers: another tab may have written since. */
export const recall = () => {
  kept.load()
  return kept.m
}

export const remember = (change: (memory: Memory) => void) => {
  change(recall())
  kept.save()
}

export const queued = (): ConsentRecord[] => (Array.isArray(kept.m.q) ? kept.m.q : [])

/** RFC 9562 version 7, so that the app can order records; it accepts each only once. `randomUUID` is not in every browser. */
export const uuid7 = () => {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7xxx-8xxx-xxxxxxxxxxxx`.replace(/x/g, () =>
    ((crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) % 16).toString(16),
  )
}
