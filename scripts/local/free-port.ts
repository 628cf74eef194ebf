import net from 'node:net'

/**
 * Below the range from which systems take a port for every outgoing call (Linux from 32768, macOS and Windows from
 * 49152): one that is free now is not lost to such a call before its server listens.
 */
const FIRST = 12_000
const LAST = 32_000
/** More than one run asks for. */
const APART = 100

/** Commands that start side by side have numbers that follow each other, and so look in other places. */
let next = FIRST + ((process.pid * APART) % (LAST - FIRST))

/** A port of this machine that nobody listens on and that this process has not yet named; `preferred` where it is free. */
export async function freePort(preferred = 0): Promise<number> {
  if (preferred > 0 && (await isFree(preferred))) return preferred
  for (let tried = 0; tried < LAST - FIRST; tried += 1) {
    const port = next
    next = next + 1 < LAST ? next + 1 : FIRST
    if (await isFree(port)) return port
  }
  throw new Error(`No port between ${FIRST} and ${LAST} is free`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
