import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type AddressGuard, outboundOf, type SendOut } from '../../app/platform/outbound.ts'

interface ReceivedCall {
  id: string
  headers: IncomingHttpHeaders
  body: string
}

export interface Receiver {
  url: string
  calls: ReceivedCall[]
  /** What is answered; null hangs up without a word. */
  answer: { status: number; body?: string; headers?: Record<string, string> } | null
  send: SendOut
  close(): Promise<void>
}

/** Whatever the name of the address is, it leads to the receiver on this machine. */
const toThisMachine: AddressGuard = { isUrlAllowed: () => true, isAddressAllowed: () => true }

/** One of the shop's own systems: a server of its own, which remembers what it was told. */
export async function aReceiver(): Promise<Receiver> {
  const calls: ReceivedCall[] = []
  const receiver: Pick<Receiver, 'answer'> = { answer: { status: 204 } }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    calls.push({
      id: String(request.headers['webhook-id']),
      headers: request.headers,
      body: Buffer.concat(parts).toString(),
    })
    if (receiver.answer === null) return void request.socket.destroy()
    const { status, body = '', headers = {} } = receiver.answer
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/kept`
  const out = outboundOf(toThisMachine)
  return Object.assign(receiver, {
    url,
    calls,
    send: ((call) => out({ ...call, url })) as SendOut,
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  })
}

/** As a receiver checks it, by the document of Standard Webhooks. */
export function isSignedWith(secret: string, { headers, body }: ReceivedCall): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const expected = createHmac('sha256', key)
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
    .digest()
  return String(headers['webhook-signature'])
    .split(' ')
    .map((one) => Buffer.from(one.replace('v1,', ''), 'base64'))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected))
}
