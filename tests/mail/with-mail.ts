import { mailQueue } from '../../app/mail/queues.ts'
import { workMail } from '../../app/mail/send.ts'
import { config } from '../../app/platform/config.ts'
import type { SendMail } from '../../app/platform/mail.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { noteReceiptConfirmed } from '../../app/requests/index.ts'
import type { ShopClientProvider } from '../../app/shopify/shop-client.ts'
import { takeJobs } from '../../scripts/history/worker.ts'

/** As if the installation had a mail server; call what it returns when the file ends. */
export function withMailConfigured(): () => void {
  const before = config.SMTP_URL
  config.SMTP_URL = 'smtp://127.0.0.1:1'
  return () => {
    config.SMTP_URL = before
  }
}

export const mailJobs = async (shop: ShopDomain) =>
  (await takeJobs(shop, [mailQueue.name])).map(({ data }) => mailQueue.schema.parse(data))

/** Works the shop's mail jobs as a worker does. */
export async function sendMails(shop: ShopDomain, send: SendMail, clientOf?: ShopClientProvider): Promise<void> {
  for (const job of await mailJobs(shop)) await workMail(job, send, noteReceiptConfirmed, clientOf)
}
