/** The reader's pace. */
export interface Pace {
  /** Resolves once everything sent before is on its way. */
  drained(): Promise<void>
  /** Aborted when the reader is gone. */
  signal: AbortSignal
}

/**
 * A body that is produced no faster than it is read: the source is asked for the next portion only when the one before
 * is on its way. When the reader is gone, the source is not asked any more.
 */
export function pacedBody(
  portions: AsyncGenerator<string | Uint8Array, void, undefined>,
  { drained, signal }: Pace,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const stop = async () => void (await portions.return())
  return new ReadableStream({
    async pull(controller) {
      await drained()
      if (signal.aborted) await stop()
      const { done, value } = await portions.next()
      if (done) controller.close()
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
    },
    cancel: stop,
  })
}
