import autocannon from 'autocannon'

/** One request, made anew for each that is sent. */
export interface Call {
  path: string
  headers: Record<string, string>
  body: string
}

export interface Load {
  port: number
  call: () => Call
  connections: number
  seconds: number
  /** Requests a second over all connections; as many as go when it is missing. */
  perSecond?: number
}

export interface Measured {
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
}

/** Sends the load from worker threads of its own and fails when anything but 200 comes back. */
export async function runLoad({ port, call, connections, seconds, perSecond }: Load): Promise<Measured> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    duration: seconds,
    ...(perSecond ? { overallRate: perSecond } : {}),
    requests: [{ method: 'POST', setupRequest: (request) => ({ ...request, ...call() }) }],
  })
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${result.non2xx} requests were not answered 200, ${result.errors} failed`)
  }
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 }
}
