const LOOK_EVERY_MS = 250

/**
 * Calls `stop` once npm, which started this process, is gone without having said so: it was killed, or got a signal that
 * it does not pass on. Started from a shell, a process outlives that, as usual.
 */
export function onceNpmIsGone(stop: () => void): void {
  if (!process.env.npm_lifecycle_event) return
  const npm = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(timer)
    stop()
  }, LOOK_EVERY_MS)
  timer.unref()
}
