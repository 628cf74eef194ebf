import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMANDS, type CommandName } from '../../../app/consent/auditors/commands.ts'
import { auditorsGuide } from '../../../app/consent/auditors/guide.ts'
import { readAuditorsGuide, receiptOf } from '../../../app/consent/index.ts'
import { forShop } from '../../../app/platform/db.ts'
import { STAFF_LANGUAGES } from '../../../app/platform/i18n.ts'
import { startQueue, stopQueue } from '../../../app/platform/queue.ts'
import { checkpoint, exported, newShop, seal } from '../checkpoints/a-witnessed-shop.ts'
import { forge } from '../forge.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'kept-auditor-'))
const save = (name: string, text: string) => writeFileSync(path.join(folder, name), text)

let guide: Awaited<ReturnType<typeof readAuditorsGuide>>

/** An auditor with what a shop gives them: its export, an older one, a checkpoint and a receipt. */
beforeAll(async () => {
  await startQueue()
  const shop = newShop()
  const [id = ''] = await seal(shop, 5)
  const { note } = await checkpoint(shop).then((made) => made ?? Promise.reject(new Error('No checkpoint')))
  save('checkpoint.txt', note)
  save('older-ledger.jsonl', await exported(shop))
  await seal(shop, 3)
  save('receipt.json', JSON.stringify(await forShop(shop, (tx) => receiptOf(tx, id))))
  save('ledger.jsonl', await exported(shop))
  await forge(`UPDATE consent_events SET gpc = true WHERE shop = $1 AND position = 0`, [shop])
  save('forged.jsonl', await exported(shop))
  guide = await forShop(shop, (tx) => readAuditorsGuide(tx, 'en'))
})
afterAll(async () => {
  await stopQueue(0)
  rmSync(folder, { recursive: true })
})

/** The command of the guide, filled in for this shop. */
function command(name: CommandName): string {
  const own = COMMANDS[name].split('{', 1)[0] ?? ''
  const found = guide.sections
    .flatMap(({ steps }) => steps)
    .find(({ command }) => command.startsWith(own.split('\n')[0] ?? ''))
  if (!found) throw new Error(`The guide does not have ${name}`)
  return found.command
}

/** Without an input: bash takes a socket on it for a login from elsewhere, and reads the machine's own settings. */
const inShell = (text: string) =>
  spawnSync('bash', ['-euo', 'pipefail', '-c', text], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
/** `npm run verify` finds its script from the project's folder. */
const verify = (text: string) =>
  inShell(text.replaceAll('npm run verify --', `'${process.execPath}' '${path.resolve('scripts/verify.ts')}'`))

const hasTools = ['jq', 'openssl', 'xxd', 'python3'].every((tool) => spawnSync('which', [tool]).status === 0)

describe('an auditor who follows the guide', () => {
  test.each<CommandName>(['verify', 'against', 'receipt'])(
    'finds the ledger in order with Kept’s verifier: %s',
    (name) => {
      for (const line of command(name).split('\n')) {
        const { status, stdout } = verify(line)
        expect([line, status, stdout]).toEqual([line, 0, expect.stringContaining('OK: ')])
        if (name !== 'against') expect(stdout).toContain('the one you gave')
      }
    },
  )

  test.runIf(hasTools)('finds the first seal in order without any code of Kept', () => {
    const key = inShell(command('key'))
    expect([key.status, key.stdout]).toEqual([0, `${guide.facts[0]?.value}  key.der\n`])
    const signature = inShell(command('signature'))
    expect([signature.status, signature.stdout]).toEqual([
      0,
      expect.stringContaining('Signature Verified Successfully'),
    ])
    for (const name of ['leaf', 'root', 'chain'] as const) {
      const { status, stdout, stderr } = inShell(command(name))
      const [one, other] = stdout.split('\n').map((line) => line.split(/\s/)[0])
      expect([name, status, stderr, one]).toEqual([name, 0, '', expect.stringMatching(/^[0-9a-f]{64}$/)])
      expect([name, one]).toEqual([name, other])
    }
  })

  test('finds a forged one out, both ways', () => {
    expect(verify(command('verify').replace('ledger.jsonl', 'forged.jsonl'))).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('CHANGED: the event at position 0'),
    })
    if (!hasTools) return
    inShell(command('signature'))
    const [one, other] = inShell(command('leaf').replace('ledger.jsonl', 'forged.jsonl')).stdout.split('\n')
    expect(one?.slice(0, 64)).not.toBe(other)
  })

  test.each(STAFF_LANGUAGES)('reads the same in every language: %s', (language) => {
    const facts = {
      shop: 'a.myshopify.com',
      fingerprint: null,
      verifierKey: null,
      addresses: { checkpoint: 'https://c', keys: 'https://k', consistency: 'https://p', guide: 'https://g' },
      address: null,
    }
    const [read, english] = [auditorsGuide(facts, language), auditorsGuide(facts, 'en')]
    const shape = ({ sections }: typeof read) =>
      sections.map(({ body, list, steps }) => [body.length, list.length, steps.map(({ command }) => command)])
    expect(shape(read)).toEqual(shape(english))
    expect(JSON.stringify(read)).not.toMatch(/\{(shop|fingerprint|checkpoint|keys|consistency|guide)\}/)
    const named = read.sections.flatMap(({ steps }) => steps).length
    expect(named).toBe(Object.keys(COMMANDS).length)
  })
})
