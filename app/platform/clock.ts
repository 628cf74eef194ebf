/** The only place that reads the time, so that a test can let 36 months pass. */
let offsetMs = 0

export const clock = {
  now: (): Date => new Date(Date.now() + offsetMs),
  /** For tests and the demo's history: from now on, `now()` is this much ahead of the machine's time. */
  shift: (ms: number): void => {
    offsetMs = ms
  },
}
