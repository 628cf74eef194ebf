/** How a reader keeps up. */
export interface Pace {
  /** Resolves once what was sent before is on its way. */
  drained(): Promise<void>
  /** Aborted when nobody reads any longer. */
  signal: AbortSignal
}

/**
 * A body that is written portion by portion, no faster than it is read: what it is made from is asked for the next
 * portion only when the one before is on its way. When nobody reads any longer, nothing more is asked for.
 */
export function pacedBody(
  portions: AsyncGenerator<string, void, undefined>,
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
      else controller.enqueue(encoder.encode(value))
    },
    cancel: stop,
  })
}
