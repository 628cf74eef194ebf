/**
 * Klaviyo and Mailchimp as their public API documents say that they answer, and a receiver of webhooks, on this machine. What
 * they are called with is checked by the tests, not by the product's own code.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { outboundOf, type SendOut } from '../../app/platform/outbound.ts'

export const KLAVIYO_KEY = 'pk_0123456789abcdef0123456789abcdef01'
export const MAILCHIMP_KEY = '0123456789abcdef0123456789abcdef-us21'

export interface Received {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}

export interface Answering {
  status: number
  headers?: Record<string, string>
  body?: unknown
}

interface Profile {
  id: string
  email: string
  isSuppressed: boolean
  [field: string]: string | boolean
}

interface Member {
  email_address: string
  status: string
  merge_fields: Record<string, string>
}

const klaviyoError = (status: number, code: string): Answering => ({
  status,
  body: { errors: [{ id: '0', status, code, title: code, detail: code, source: { pointer: '/data/' } }] },
})
const mailchimpError = (status: number, title: string): Answering => ({
  status,
  body: { type: 'https://mailchimp.com/developer/marketing/docs/errors/', title, status, detail: title, instance: '0' },
})

const md5 = (email: string) => createHash('md5').update(email.toLowerCase()).digest('hex')

/** Both tools and a receiver, with what they hold. `faults`: what is answered next instead, whoever is called. */
export async function toolsStandIn() {
  const received: Received[] = []
  const faults: Answering[] = []
  const profiles: Profile[] = []
  /** Klaviyo deletes and suppresses later than it answers. */
  const waiting: (() => void)[] = []
  const lists: Record<string, Member[]> = { aaaa111111: [], bbbb222222: [] }
  const receiver: { answer: Answering } = { answer: { status: 200 } }

  function klaviyo({ method, path, headers, body }: Received): Answering {
    if (headers.authorization !== `Klaviyo-API-Key ${KLAVIYO_KEY}`) return klaviyoError(401, 'authentication_failed')
    if (!/^\d{4}-\d{2}-\d{2}$/.test(String(headers.revision))) return klaviyoError(400, 'invalid')
    const url = new URL(path, 'http://tool')
    const { data } = body === '' ? { data: null } : JSON.parse(body)
    if (method === 'POST' && url.pathname === '/api/data-privacy-deletion-jobs') {
      const { type, attributes } = data.attributes.profile.data
      const [[name, value] = []] = Object.entries(attributes)
      if (type !== 'profile' || Object.keys(attributes).length !== 1) return klaviyoError(400, 'invalid')
      waiting.push(() => {
        for (const one of profiles.filter((profile) => profile[String(name)] === value))
          profiles.splice(profiles.indexOf(one), 1)
      })
      return { status: 202 }
    }
    if (method === 'POST' && url.pathname === '/api/profile-suppression-bulk-create-jobs') {
      const emails = data.attributes.profiles.data.map((one: { attributes: { email: string } }) => one.attributes.email)
      waiting.push(() => {
        for (const one of profiles) one.isSuppressed ||= emails.includes(one.email)
      })
      return { status: 202 }
    }
    if (method === 'GET' && url.pathname === '/api/profiles') {
      const [, name = '', value = ''] = /^equals\((\w+),"(.*)"\)$/.exec(url.searchParams.get('filter') ?? '') ?? []
      const found = profiles.filter((one) => one[name] === value)
      const suppressed = [{ reason: 'USER_SUPPRESSED', timestamp: '2026-11-28T00:00:00+00:00' }]
      return {
        status: 200,
        body: {
          data: found.map(({ id, isSuppressed, ...attributes }) => ({
            type: 'profile',
            id,
            attributes: {
              ...attributes,
              subscriptions: { email: { marketing: { suppression: isSuppressed ? suppressed : [] } } },
            },
          })),
        },
      }
    }
    const profile = profiles.find(({ id }) => url.pathname === `/api/profiles/${id}`)
    if (method !== 'PATCH' || !profile || data.id !== profile.id) return klaviyoError(404, 'not_found')
    Object.assign(profile, data.attributes)
    return { status: 200, body: { data } }
  }

  function mailchimp({ method, path, headers, body }: Received): Answering {
    const [, key = ''] = Buffer.from(String(headers.authorization).replace('Basic ', ''), 'base64')
      .toString()
      .split(':')
    if (key !== MAILCHIMP_KEY) return mailchimpError(401, 'API Key Invalid')
    const [, list = '', hash = '', action] = /^\/3\.0\/lists\/(\w+)\/members\/([0-9a-f]{32})(\/.*)?$/.exec(path) ?? []
    const members = lists[list] ?? []
    const member = members.find((one) => md5(one.email_address) === hash)
    if (!member) return mailchimpError(404, 'Resource Not Found')
    if (method === 'POST' && action === '/actions/delete-permanent') {
      members.splice(members.indexOf(member), 1)
      return { status: 204 }
    }
    if (method !== 'PATCH' || action) return mailchimpError(405, 'Method Not Allowed')
    const { merge_fields = {}, ...changed } = JSON.parse(body)
    Object.assign(member, changed)
    Object.assign(member.merge_fields, merge_fields)
    return { status: 200, body: member }
  }

  const server = createServer(async (request, response) => {
    const [, tool = '', path = ''] = /^\/([^/]+)(\/.*)$/.exec(request.url ?? '') ?? []
    const call = { method: request.method ?? '', path, headers: request.headers, body: await text(request) }
    received.push(call)
    const answers = { klaviyo, mailchimp, receiver: () => receiver.answer } as Record<
      string,
      (one: Received) => Answering
    >
    const { status, headers = {}, body } = faults.shift() ?? answers[tool]?.(call) ?? { status: 404 }
    response.writeHead(status, { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers })
    response.end(body === undefined ? undefined : JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`

  /** As if DNS led there. Everything else of a call is the product's own. */
  const onThisMachine = outboundOf({ isUrlAllowed: () => true, isAddressAllowed: () => true })
  const send: SendOut = (call) =>
    onThisMachine({
      ...call,
      url: call.url
        .replace('https://a.klaviyo.com/', `${url}/klaviyo/`)
        .replace('https://us21.api.mailchimp.com/', `${url}/mailchimp/`)
        .replace('https://receiver.example/', `${url}/receiver/`),
    })

  return {
    received,
    faults,
    profiles,
    lists,
    receiver,
    send,
    url,
    /** What Klaviyo took for later is done now. */
    work: () => {
      for (const job of waiting.splice(0)) job()
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
