/**
 * Loaded first into what a command starts (`node --import`): it ends with the command, even if that was killed. The
 * channel between the two closes then, whatever happened.
 */

/** Shorter than anybody waits who looks for what was left behind. */
const PATIENCE_MS = 5_000

process.once('disconnect', () => {
  // What it says has no reader any more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), PATIENCE_MS)
})
// By itself it keeps nobody from ending.
process.channel?.unref()
