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

export const queued = (): ConsentRecord[] => kept.m.q || []

/** RFC 9562 version 7, so that the app can order records; it accepts each only once. */
export const uuid7 = () => {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
}
