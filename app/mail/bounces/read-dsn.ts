import type { Attachment, ParsedMail } from 'mailparser'
import { z } from 'zod'
import { type Bounce, bounceReasonOf, lastingStatus } from './model.ts'

/** Loaded only here: most processes never read a mail. */
const parser = async () => (await import('mailparser')).simpleParser
const AS_TEXT = { skipImageLinks: true, skipTextToHtml: true, skipTextLinks: true, skipHtmlToText: true }

/**
 * A mail that says that another one came back (a delivery status notification, RFC 3464), as mail servers send it to the
 * sender's address. Null for one that says something else: a delay, a delivery, an answer of a person.
 */
export async function bounceFromMail(mail: Uint8Array): Promise<Bounce | null> {
  const parsed = await (await parser())(Buffer.from(mail), AS_TEXT)
  if (!isReport(parsed)) return null
  // The library sets the report behind what the notification says to people.
  const field = (name: string) =>
    [...(parsed.text ?? '').matchAll(new RegExp(`^${name}:[ \\t]*(\\S+)`, 'gim'))].at(-1)?.[1] ?? null
  if (field('Action')?.toLowerCase() !== 'failed') return null
  const messageId = (await returnedMessageId(parsed.attachments)) ?? field('(?:X-)?Original-Message-ID')
  if (messageId === null) return null
  const status = lastingStatus(field('Status'))
  return { messageId, reason: bounceReasonOf(status), status }
}

const reportType = z.object({ params: z.object({ 'report-type': z.string() }) })

function isReport({ headers }: ParsedMail): boolean {
  const type = reportType.safeParse(headers.get('content-type'))
  return type.success && type.data.params['report-type'].toLowerCase() === 'delivery-status'
}

/** The notification brings the mail back, or its header (RFC 3462). */
const RETURNED = ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers']

async function returnedMessageId(attachments: readonly Attachment[]): Promise<string | null> {
  const returned = attachments.find(({ contentType }) => RETURNED.includes(contentType))
  if (!returned) return null
  return (await (await parser())(returned.content, AS_TEXT)).messageId ?? null
}
