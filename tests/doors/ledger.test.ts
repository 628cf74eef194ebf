import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { readCheckpointText } from '../../app/consent/checkpoints/checkpoint.ts'
import { checkNote, readNote, readVerifierKey } from '../../app/consent/checkpoints/note.ts'
import { rotateSigningKey } from '../../app/consent/index.ts'
import { isConsistent } from '../../app/consent/tree/consistency.ts'
import { forShop } from '../../app/platform/db.ts'
import { checkpoint, newShop, seal } from '../consent/checkpoints/a-witnessed-shop.ts'
import { withDoors } from '../setup/with-doors.ts'

const doors = withDoors()

let networks = 0
/** From an address of this machine: unless one is named, each call from a network of its own. */
async function read(path: string, { method = 'GET', from = '' } = {}) {
  networks += 1
  const localAddress = from || `127.1.${networks}.1`
  const { hostname, port } = new URL(doors.url)
  // The path as it is, which `fetch` and a URL would tidy up.
  const asked = request({ hostname, port, path: `/ledger/${path}`, method, localAddress, agent: false }).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}
const answerOf = async (path: string) => {
  const { status, body } = await read(path)
  expect([path, status]).toEqual([path, 200])
  return body
}

const headOf = (note: string) => {
  const head = readCheckpointText(readNote(note)?.text ?? '')
  if (!head) throw new Error('Not a checkpoint')
  return head
}

describe('the page for auditors at the log’s public address', () => {
  test('says in their language how to check the ledger, with the shop’s own keys and addresses', async () => {
    const shop = newShop()
    expect((await read(`${shop}/audit`)).status).toBe(404)
    await seal(shop, 3)
    await checkpoint(shop)
    const { status, headers, body } = await read(`${shop}/audit`)
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(body).toContain('What the ledger does not prove')
    const [vkey] = (await answerOf(`${shop}/keys`)).trimEnd().split('\n')
    expect(body).toContain(vkey)
    expect(body).toContain(`/ledger/${shop}/checkpoint`)
    expect((await read(`${shop}/audit?language=fr`)).body).toContain('Ce que le journal ne prouve pas')
    expect((await read(`${shop}/audit/more`)).status).toBe(404)
    expect((await read(`${shop}/audit`, { method: 'HEAD' })).body).toBe('')
  })
})

describe('a shop’s log at its public address', () => {
  test('a witness reads a checkpoint, its keys and the proof that nothing before it was changed', async () => {
    const shop = newShop()
    await seal(shop, 300)
    await checkpoint(shop)
    const first = await answerOf(`${shop}/checkpoint`)
    await forShop(shop, (tx) => rotateSigningKey(tx, '7'))
    await seal(shop, 250)
    await checkpoint(shop)
    const second = await answerOf(`${shop}/checkpoint`)
    const keys = (await answerOf(`${shop}/keys`)).trimEnd().split('\n').map(readVerifierKey)
    for (const note of [first, second]) {
      const parts = readNote(note)
      expect(
        parts &&
          checkNote(
            parts,
            keys.flatMap((key) => key ?? []),
          ),
      ).toBe('signed')
    }
    const [from, to] = [headOf(first), headOf(second)]
    expect([from.size, to.size]).toEqual([300, 550])
    const proof = (await answerOf(`${shop}/consistency?from=300&to=550`)).trimEnd().split('\n')
    const claim = { from: from.size, to: to.size, fromRoot: from.root, toRoot: to.root }
    expect(isConsistent({ ...claim, proof: proof.map((node) => Buffer.from(node, 'base64')) })).toBe(true)
    expect(await answerOf(`${shop}/consistency?from=300`)).toBe(await answerOf(`${shop}/consistency?from=300&to=550`))
    expect(await answerOf(`${shop}/consistency?from=550`)).toBe('')
  })

  test('as text that may be kept for a minute and read from anywhere; HEAD has no body', async () => {
    const shop = newShop()
    await seal(shop, 1)
    await checkpoint(shop)
    const response = await read(`${shop}/checkpoint`)
    expect(response.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'public, max-age=60',
      'access-control-allow-origin': '*',
    })
    const head = await read(`${shop}/checkpoint`, { method: 'HEAD' })
    expect([head.status, head.body]).toEqual([200, ''])
  })

  test('says nothing of a shop that has none: a stranger cannot tell who uses Kept', async () => {
    const sealed = newShop()
    await seal(sealed, 1)
    for (const shop of [newShop(), sealed, 'no-shop', '..', '']) {
      for (const what of ['checkpoint', 'keys', 'consistency?from=1', 'checkpoint/', '__proto__', '']) {
        const response = await read(`${shop}/${what}`)
        expect([shop, what, response.status]).toEqual([shop, what, 404])
      }
    }
  })

  test.each(['', '?from=0', '?from=-1', '?from=01', '?from=x', '?from=1&to=', '?from=1&to=1e3', '?to=1'])(
    'a proof asked for with “%s” is refused',
    async (query) => {
      const shop = newShop()
      await seal(shop, 2)
      await checkpoint(shop)
      expect((await read(`${shop}/consistency${query}`)).status).toBe(400)
    },
  )

  test('proves nothing beyond the last checkpoint: what is not published yet is nobody’s business', async () => {
    const shop = newShop()
    await seal(shop, 2)
    await checkpoint(shop)
    await seal(shop, 2)
    for (const query of ['from=1&to=3', 'from=3', 'from=2&to=1', 'from=1&to=9007199254740991']) {
      expect((await read(`${shop}/consistency?${query}`)).status).toBe(404)
    }
  })

  test('is only read', async () => {
    const response = await read(`${newShop()}/checkpoint`, { method: 'POST' })
    expect([response.status, response.headers.allow]).toEqual([405, 'GET'])
  })

  test('one network asks so often and no more; others are not kept waiting', async () => {
    const shop = newShop()
    await seal(shop, 1)
    await checkpoint(shop)
    const statuses = []
    for (let n = 0; n < 121; n += 1)
      statuses.push((await read(`${shop}/keys`, { from: `127.2.0.${1 + (n % 9)}` })).status)
    expect([statuses.indexOf(429), (await read(`${shop}/keys`)).status]).toEqual([120, 200])
  })
})
