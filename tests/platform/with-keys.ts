/**
 * A process of Kept's with encryption keys of its own, for the tests of keys: does one thing for each of the shops and
 * prints what came of it. Keys are fixed when a process starts, so each set of them needs one.
 */
import { randomUUID } from 'node:crypto'
import { Session } from '@shopify/shopify-api'
import { rotateSigningKey } from '../../app/consent/index.ts'
import { openPrivateKey } from '../../app/consent/seals/keys-store.ts'
import { openVault, rotateKey } from '../../app/encryption-keys.ts'
import { receiveWebhook } from '../../app/inbox/index.ts'
import { openContent } from '../../app/mail/content.ts'
import { postMail } from '../../app/mail/index.ts'
import { findQueued } from '../../app/mail/store.ts'
import { forShop, pool, type ShopTransaction } from '../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import { type ShopDomain, shopDomain } from '../../app/platform/shop-domain.ts'
import { vault } from '../../app/platform/vault.ts'
import { erasePerson } from '../../app/requests/index.ts'
import { sessionStorage } from '../../app/shopify/session-storage.ts'
import { findSubjects, identifiersOf, identify, readIdentifiers, type SubjectId } from '../../app/subjects/index.ts'
import { ensureSubject } from '../../app/subjects/store.ts'

const [what = '', ...names] = process.argv.slice(2)
const shops = names.map((name) => shopDomain.parse(name))
/** More than one step of a change of the key wraps anew. */
const STRANGERS = 510
const person = (n: number) => identifiersOf({ email: `person-${n}@example.com` })

/** People, a webhook that waits, a session, a mail to staff, and a key that signs. */
async function put(shop: ShopDomain): Promise<void> {
  await startQueue()
  await forShop(shop, async (tx) => {
    for (const n of [0, 1]) await identify(tx, person(n))
    for (let n = 0; n < STRANGERS; n += 1) await ensureSubject(tx, randomUUID() as SubjectId)
  })
  await receiveWebhook({
    id: 'a-webhook',
    topic: 'customers/redact',
    shop,
    apiVersion: null,
    triggeredAt: null,
    body: Buffer.from('not understood'),
  })
  await forShop(shop, (tx) => rotateSigningKey(tx, '1'))
  await forShop(shop, (tx) =>
    postMail(tx, {
      ...{
        to: 'thea@example.com',
        template: 'staff_new',
        language: 'en',
        key: 'a-mail',
        subjectId: null,
        requestId: null,
      },
      values: { kind: 'access', dueOn: '2026-12-01', link: 'https://example.com/' },
    }),
  )
  const session = {
    id: `offline_${shop}`,
    shop,
    state: '',
    isOnline: false,
    accessToken: 'token',
    refreshToken: 'again',
  }
  await sessionStorage.storeSession(new Session(session))
  await stopQueue(0)
}

async function waitingMail(tx: ShopTransaction) {
  const { id } = await tx.mail.findFirstOrThrow({ where: { key: 'a-mail' } })
  const queued = await findQueued(tx, id)
  return queued && openContent(tx, id, queued)
}

async function read(shop: ShopDomain): Promise<unknown> {
  const session = await sessionStorage.loadSession(`offline_${shop}`)
  return forShop(shop, async (tx) => {
    const [subject] = await findSubjects(tx, person(0))
    const message = await tx.inboxMessage.findFirst({ where: { id: 'a-webhook' } })
    const key = await tx.consentSigningKey.findFirst({ orderBy: { number: 'desc' } })
    return {
      identifiers: subject ? await readIdentifiers(tx, subject) : [],
      body: vault.openEnvelope(message?.payload ?? new Uint8Array(), `inbox/${shop}/a-webhook`).toString(),
      tokens: [session?.accessToken, session?.refreshToken],
      mail: (await waitingMail(tx))?.to,
      signs: (await openPrivateKey(tx, key?.number ?? 0)).asymmetricKeyType,
    }
  })
}

const erase = (shop: ShopDomain) => forShop(shop, (tx) => erasePerson(tx, person(1)))

async function each<Result>(work: (shop: ShopDomain) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (const shop of shops) results.push(await work(shop))
  return results
}

const DOES: Record<string, () => Promise<unknown>> = {
  start: openVault,
  put: () => openVault().then(() => each(put)),
  /** As before the key of lookups was stored: it followed from the last configured key, and nothing was noted. */
  'put-as-before': () => {
    const [derived] = vault.derivedLookupKeys()
    if (derived) vault.setLookupKey(derived)
    return each(put)
  },
  read: () => openVault().then(() => each(read)),
  erase: () => openVault().then(() => each(erase)),
  'erase-unchecked': () => each(erase),
  rotate: async () => {
    process.exitCode = (await rotateKey((line) => process.stderr.write(`${line}\n`))) ? 0 : 1
  },
}

process.stdout.write(JSON.stringify((await DOES[what]?.()) ?? null))
await pool.end()
