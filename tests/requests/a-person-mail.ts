import { afterAll, beforeAll } from 'vitest'
import { config } from '../../app/platform/config.ts'

/** An installation with a mail server, for as long as a file's tests run. */
export function withMailServer(): void {
  const before = config.SMTP_URL
  beforeAll(() => {
    config.SMTP_URL = 'smtp://mail.example'
  })
  afterAll(() => {
    config.SMTP_URL = before
  })
}
