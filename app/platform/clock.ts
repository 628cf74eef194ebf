/** The only place that asks what time it is, so that 36 months can pass in a test. */
let offsetMs = 0

export const clock = {
  now: (): Date => new Date(Date.now() + offsetMs),
  /** For tests: from now on, `now()` is this much later than the machine's time. */
  shift: (ms: number): void => {
    offsetMs = ms
  },
}
