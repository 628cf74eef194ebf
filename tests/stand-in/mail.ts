import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type AddressObject, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { escapeHtml, type Handler, sendHtml, sendJson } from './http.ts'

export interface StoredMail {
  id: string
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

  #save(): void {
    writeFileSync(this.#file, JSON.stringify(this.mails))
  }

  /** The SMTP server that mail is sent to. */
  smtp(): SMTPServer {
    return new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onData: (stream, _session, done) => {
        simpleParser(stream).then((mail) => {
          const to = [mail.to ?? []].flat().map((one: AddressObject) => one.text)
          this.mails.unshift({
            id: mail.messageId ?? `<${Date.now()}@stand-in>`,
            to: to.join(', '),
            subject: mail.subject ?? '',
            date: (mail.date ?? new Date()).toISOString(),
            text: mail.text ?? '',
            html: mail.html || null,
          })
          this.#save()
          done()
        }, done)
      },
    })
  }

  /** The mailbox's pages: a list, each mail sandboxed; as JSON for tests. */
  pages(): Handler {
    return (request, response, url) => {
      if (url.pathname === '/messages' && request.method === 'DELETE') {
        this.mails = []
        this.#save()
        return sendJson(response, 200, {})
      }
      if (url.pathname === '/messages.json') return sendJson(response, 200, this.mails)
      sendHtml(response, mailboxPage(this.mails))
    }
  }
}

const mailboxPage = (mails: StoredMail[]) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Mail · stand-in</title><link rel="icon" href="data:,">
<style>body{font:15px/1.5 system-ui,sans-serif;max-width:820px;margin:0 auto;padding:16px;color:#222}article{border:1px solid #ccc;border-radius:8px;padding:12px 16px;margin:12px 0}
h2{font-size:17px;margin:0}p{margin:4px 0}iframe{width:100%;height:320px;border:1px solid #ddd;border-radius:6px}pre{white-space:pre-wrap;font:inherit}</style></head><body>
<h1>Mail</h1><p>Every mail that Kept sends on this machine ends here.</p>${
  mails.length === 0
    ? '<p><b>No mail yet.</b></p>'
    : mails
        .map(
          (mail) =>
            `<article><h2>${escapeHtml(mail.subject)}</h2><p>To ${escapeHtml(mail.to)} · ${escapeHtml(mail.date)}</p>${
              mail.html
                ? `<iframe sandbox title="${escapeHtml(mail.subject)}" srcdoc="${escapeHtml(mail.html)}"></iframe>`
                : `<pre>${escapeHtml(mail.text)}</pre>`
            }</article>`,
        )
        .join('')
}</body></html>`
