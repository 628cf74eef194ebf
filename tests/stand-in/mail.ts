import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { escapeHtml, type Handler, sendJson } from './http.ts'

const MAILS_KEPT = 200

export interface StoredMail {
  id: string
  from: string
  to: string
  subject: string
  date: string
  text: string
  html: string | null
}

/** A mailbox that takes every mail and shows it on a page. */
export class Mailbox {
  readonly #file: string
  mails: StoredMail[]

  constructor(directory: string) {
    this.#file = path.join(directory, 'mails.json')
    this.mails = existsSync(this.#file) ? JSON.parse(readFileSync(this.#file, 'utf8')) : []
  }

  #keep(mails: StoredMail[]): void {
    this.mails = mails.slice(0, MAILS_KEPT)
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.mails))
    renameSync(`${this.#file}.new`, this.#file)
  }

  /** The SMTP server that mail is sent to. */
  smtp(): SMTPServer {
    return new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onData: (stream, session, done) => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        simpleParser(stream).then((mail) => {
          this.#keep([stored(mail, recipients), ...this.mails])
          done()
        }, done)
      },
    })
  }

  /** The mailbox's pages: a list, each mail sandboxed; as JSON for tests. */
  pages(): Handler {
    return (request, response, url) => {
      if (url.pathname === '/messages' && request.method === 'DELETE') {
        this.#keep([])
        return sendJson(response, 200, {})
      }
      if (url.pathname === '/messages.json') return sendJson(response, 200, this.mails)
      // The frames of mails inherit this: no script runs and nothing is loaded from elsewhere.
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'",
      })
      response.end(mailboxPage(this.mails))
    }
  }
}

/** Who it went to is what SMTP was told: a blind copy is not in the header. */
const stored = (mail: ParsedMail, recipients: string[]): StoredMail => ({
  id: mail.messageId ?? `<${randomUUID()}@stand-in>`,
  from: mail.from?.text ?? '',
  to:
    [mail.to ?? []]
      .flat()
      .map((one: AddressObject) => one.text)
      .join(', ') || recipients.join(', '),
  subject: mail.subject ?? '',
  date: (mail.date ?? new Date()).toISOString(),
  text: mail.text ?? '',
  html: mail.html || null,
})

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:820px;margin:0 auto;padding:16px;color:#222}
article{border:1px solid #ccc;border-radius:8px;padding:12px 16px;margin:12px 0}h2{font-size:17px;margin:0}p{margin:4px 0}
iframe{width:100%;height:360px;border:1px solid #ddd;border-radius:6px}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
@media(max-width:500px){iframe{height:480px}}`

/** Links of a mail open in a tab of their own, as in a mail program. */
const asDocument = (html: string) => `<base target="_blank">${html}`

const content = (mail: StoredMail) =>
  mail.html
    ? `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="${escapeHtml(mail.subject)}" srcdoc="${escapeHtml(asDocument(mail.html))}"></iframe>
<details><summary>As plain text</summary><pre>${escapeHtml(mail.text)}</pre></details>`
    : `<pre>${escapeHtml(mail.text)}</pre>`

const article = (mail: StoredMail) =>
  `<article><h2>${escapeHtml(mail.subject)}</h2><p>From ${escapeHtml(mail.from)} to ${escapeHtml(mail.to)} · <time>${escapeHtml(mail.date)}</time></p>${content(mail)}</article>`

const mailboxPage = (mails: StoredMail[]) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Mail · stand-in</title><link rel="icon" href="data:,">
<style>${STYLE}</style></head><body><main><h1>Mail</h1><p>Every mail that Kept sends on this machine ends here.</p>${
  mails.length === 0 ? '<p><b>No mail yet.</b></p>' : mails.map(article).join('')
}</main></body></html>`
