import type { IncomingMessage, ServerResponse } from 'node:http'
import { type BounceReceived, MAX_BOUNCE_BYTES, receiveBounce } from '../mail/index.ts'
import { config } from '../platform/config.ts'
import { answer, headerOf, Refusal, readBody } from './http.ts'

export const BOUNCES_PATH = '/mail/bounces'

const REFUSALS: Partial<Record<BounceReceived, Refusal>> = {
  not_signed: new Refusal(401, 'Not signed with the secret of this installation, or too long ago'),
  not_understood: new Refusal(400, 'Neither a report of a bounce nor a call of Mailgun’s'),
}

/**
 * Takes mails that came back, from the mail service's webhook or the mailbox of the sender's address (docs/mail.md). 200:
 * noted, or nothing to note. 401: not signed. 404: MAIL_WEBHOOK_SECRET is not set.
 */
export async function mailBouncesDoor(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { MAIL_WEBHOOK_SECRET: secret } = config
  if (secret === undefined) throw new Refusal(404, 'There is no such door')
  if (request.method !== 'POST') throw new Refusal(405, 'Bounces are POSTed', { allow: 'POST' })
  const [contentType = ''] = (headerOf(request, 'content-type') ?? '').split(';', 1)
  const signature = headerOf(request, 'x-kept-signature') ?? ''
  const body = await readBody(request, response, { limit: MAX_BOUNCE_BYTES })
  const received = await receiveBounce({ contentType: contentType.trim().toLowerCase(), signature, body }, secret)
  const refusal = REFUSALS[received]
  if (refusal) throw refusal
  answer(response, 200, { noted: received === 'noted' })
}
