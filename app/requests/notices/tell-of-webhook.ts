import { postMail } from '../../mail/index.ts'
import type { TellStaffOff } from '../../outgoing/index.ts'
import { clock } from '../../platform/clock.ts'
import { appInAdminUrl } from '../../shopify/links.ts'
import { readRequestSettings } from '../settings/store.ts'

/** Tells those whom the settings of requests name that one of the shop's own systems is not told anything any more. */
export const tellStaffOfWebhook: TellStaffOff = async (tx, { id, url }) => {
  const { tellStaff, staffLanguage: language } = await readRequestSettings(tx)
  const values = { host: new URL(url).host, link: `${appInAdminUrl(tx.shop)}/app/systems/webhooks` }
  for (const to of tellStaff) {
    const key = `webhook-off/${id}/${+clock.now()}/${to}`
    await postMail(tx, { to, template: 'staff_webhook_off', language, values, key, subjectId: null, requestId: null })
  }
}
