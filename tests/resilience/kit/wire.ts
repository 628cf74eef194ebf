import net from 'node:net'

/** A wire between Kept and its database, which can be cut, or swallow what is sent. */
export interface Wire {
  /** The same database, over the wire. */
  leadingTo(databaseUrl: string): string
  /** Closes what is open, and what comes from now on. */
  cut(): void
  /** What is open stays open, and what comes is taken; nothing gets through either way. */
  swallow(): void
  mend(): void
  close(): Promise<void>
}

type State = 'whole' | 'cut' | 'swallowing'

export async function aWire(port: number): Promise<Wire> {
  let state: State = 'whole'
  const sockets = new Set<net.Socket>()
  const remember = (socket: net.Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  }
  const pass = (from: net.Socket, to: net.Socket) => {
    from.on('data', (bytes) => {
      if (state !== 'swallowing') to.write(bytes)
    })
    from.on('close', () => to.destroy())
  }
  const server = net.createServer((near) => {
    remember(near)
    if (state === 'cut') {
      near.destroy()
      return
    }
    const far = net.connect(port, '127.0.0.1')
    remember(far)
    pass(near, far)
    pass(far, near)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const own = (server.address() as net.AddressInfo).port
  const closeAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    leadingTo: (databaseUrl) => {
      const url = new URL(databaseUrl)
      url.port = String(own)
      return url.href
    },
    cut: () => {
      state = 'cut'
      closeAll()
    },
    swallow: () => {
      state = 'swallowing'
    },
    mend: () => {
      state = 'whole'
    },
    close: () => {
      closeAll()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
