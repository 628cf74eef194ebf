/** What reached the tea room's staff by e-mail, post and phone, and what they did with it. */
import { clock } from '../../app/platform/clock.ts'
import { forShop } from '../../app/platform/db.ts'
import {
  actOnRequest,
  dayIn,
  fileRequest,
  filing,
  readRequest,
  saveRequestSettings,
  staffAct,
} from '../../app/requests/index.ts'
import type { Moment, Times } from './moments.ts'
import { done, type Office } from './staff.ts'
import * as story from './story.ts'

const HOUR_MS = 3600_000

export function requestsFiled(office: Office, { ago }: Times): Moment[] {
  const named: Moment = { at: ago(story.STAFF_NAMED), act: () => nameStaff(office), isApart: true }
  const requests = story.REQUESTS.flatMap(({ received, asked, acts }) => {
    let id = ''
    const filed: Moment = {
      at: ago(received),
      act: async () => {
        id = await file(office, asked, story.OWNER)
      },
      isApart: true,
    }
    const later = acts.map(({ ago: days, ...chosen }, n): Moment => {
      // Two acts of a day come one after the other.
      const at = new Date(+ago(days) + (n + 1) * HOUR_MS)
      return { at, act: () => act(office, id, chosen, story.ASSISTANT), isApart: true }
    })
    return [filed, ...later]
  })
  return [named, ...requests]
}

/** Says who is told of requests by mail. */
async function nameStaff({ shop }: Office): Promise<void> {
  const settings = { tellStaff: [story.PRIVACY_ADDRESS], staffLanguage: 'fr' }
  const saved = await forShop(shop, (tx) => saveRequestSettings(tx, { revision: 0, settings }, story.OWNER))
  done('the settings of requests', saved)
}

/** Files a request that reached staff. Returns its id. */
async function file({ shop }: Office, asked: object, staffId: string): Promise<string> {
  const timeZone = 'Europe/Paris'
  const given = filing.parse({ ...NOTHING_SAID, receivedOn: dayIn(timeZone, clock.now()), ...asked })
  const filed = await forShop(shop, (tx) => fileRequest(tx, given, { staffId, timeZone }))
  done('a request', filed)
  return filed.ok ? filed.opened.requestId : ''
}

const NOTHING_SAID = {
  asker: 'person',
  audience: 'consumer',
  email: '',
  phone: '',
  customerId: '',
  country: 'FR',
  region: null,
  language: 'fr',
  original: null,
}

async function act({ shop }: Office, requestId: string, chosen: object, staffId: string): Promise<void> {
  await forShop(shop, async (tx) => {
    const seen = (await readRequest(tx, requestId))?.events.length ?? 0
    done('a request', await actOnRequest(tx, requestId, staffAct.parse({ ...chosen, seen }), staffId))
  })
}
