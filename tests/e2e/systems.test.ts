import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { aReceiver } from '../outgoing/a-receiver.ts'
import { withThePublishedTemplate } from './a-fresh-shop.ts'
import { expectAccessible, LOOKS, openApp, openPage, type Size, takePicture } from './browser.ts'

withThePublishedTemplate()

const WORDS = {
  en: {
    new: 'Create a key',
    name: 'Name',
    create: 'Create',
    key: 'API key',
    copied: 'I have copied it',
    revoke: 'Revoke the key',
    url: 'Address (https)',
    addNew: 'Add an address',
    add: 'Add',
    test: 'Send a test',
    failing: 'private network',
  },
  fr: {
    new: 'Créer une clé',
    name: 'Nom',
    create: 'Créer',
    key: 'Clé d’API',
    copied: 'Je l’ai copiée',
    revoke: 'Révoquer la clé',
    url: 'Adresse (https)',
    addNew: 'Ajouter une adresse',
    add: 'Ajouter',
    test: 'Envoyer un essai',
    failing: 'réseau privé',
  },
} as const

/** The calls of docs/api.md, as somebody who reads it runs them. */
function runExamples(key: string): void {
  const [, block = ''] = /```sh\n(.*?)```/s.exec(readFileSync('docs/api.md', 'utf8')) ?? []
  const script = block
    .replace(/^KEPT=.*$/m, '')
    .replace(/^KEY=.*$/m, '')
    .replaceAll('curl ', 'curl -sS --fail-with-body ')
  expect(script.match(/curl /g)?.length).toBeGreaterThan(5)
  const env = { ...process.env, KEPT: inject('urls').app, KEY: key }
  expect(execFileSync('bash', ['-ec', script], { env, encoding: 'utf8' })).toContain('"email-offers"')
}

const pictured = (name: string, size: Size, locale: string) => `${name}-${size}-${locale}`

test.each(LOOKS)(
  'staff make a key, a system uses it, and staff revoke it ($size, $locale)',
  async ({ size, locale }) => {
    const w = WORDS[locale]
    const page = await openPage(size)
    const app = await openApp(page, '/app/systems', locale)
    const name = `Till ${size}`
    await app.getByRole('button', { name: w.new }).first().click()
    const dialog = app.getByRole('dialog')
    await dialog.getByLabel(w.name, { exact: true }).fill(name)
    for (const box of await dialog.getByRole('checkbox').all()) await box.check()
    await takePicture(page, pictured('systems-new', size, locale))
    await expectAccessible(page, '#app')
    await dialog.getByRole('button', { name: w.create, exact: true }).click()
    const field = app.getByRole('dialog').getByLabel(w.key, { exact: true })
    const key = await field.inputValue()
    expect(key).toMatch(/^kept_[\w-]{64}$/)
    await takePicture(page, pictured('systems-key', size, locale))
    await expectAccessible(page, '#app')
    await app.getByRole('button', { name: w.copied }).click()
    if (size === 'desktop') runExamples(key)
    const call = () => fetch(`${inject('urls').app}/api/v1/purposes`, { headers: { authorization: `Bearer ${key}` } })
    const answered = await call()
    expect(answered.status).toBe(200)
    expect((await answered.json()).purposes.length).toBeGreaterThan(2)
    await app.getByText(name, { exact: true }).waitFor()
    await takePicture(page, pictured('systems-list', size, locale))
    await app.getByRole('button', { name: `${name}` }).click()
    await app.getByRole('button', { name: w.revoke }).click()
    await app.getByRole('listitem').filter({ hasText: name }).getByRole('button').waitFor({ state: 'detached' })
    expect((await call()).status).toBe(401)
    await takePicture(page, pictured('systems-revoked', size, locale))
    await expectAccessible(page, '#app')
  },
)

test.each(LOOKS)(
  'staff name an address, and see that a test found no way into a private network ($size, $locale)',
  async ({ size, locale }) => {
    const w = WORDS[locale]
    const receiver = await aReceiver()
    const page = await openPage(size)
    const app = await openApp(page, '/app/systems/webhooks', locale)
    await app.getByRole('button', { name: w.addNew }).first().click()
    const dialog = app.getByRole('dialog')
    await dialog.getByLabel(w.url).fill(`https://localhost/kept-${size}`)
    await dialog.getByRole('checkbox').first().check()
    await takePicture(page, pictured('webhooks-new', size, locale))
    await dialog.getByRole('button', { name: w.add, exact: true }).click()
    await app.getByRole('button', { name: w.copied }).click()
    await app
      .getByRole('button', { name: new RegExp(`${w.test} .*kept-${size}`) })
      .first()
      .click()
    await app.getByText(w.failing).first().waitFor()
    await takePicture(page, pictured('webhooks-tested', size, locale))
    await expectAccessible(page, '#app')
    expect(receiver.calls).toEqual([])
    await receiver.close()
  },
)

const IMPORT = {
  en: { upload: 'Upload', check: 'Check every row', confirm: 'Import', done: 'records were added', from: 'From' },
  fr: {
    upload: 'Envoyer',
    check: 'Vérifier chaque ligne',
    confirm: 'Importer',
    done: 'enregistrements ont été ajoutés',
    from: 'Depuis',
  },
} as const

test.each(LOOKS)(
  'staff import what another tool knows, and see it before it is done ($size, $locale)',
  async ({ size, locale }) => {
    const w = IMPORT[locale]
    const page = await openPage(size)
    const app = await openApp(page, '/app/consents/import', locale)
    const rows = Array.from(
      { length: 1_500 },
      (_, n) => `${size}-${n},2025-03-01 10:00:${String(n % 60).padStart(2, '0')},"necessary,analytics",FR,203.0.113.0`,
    )
    const content = ['Consent ID,Time,Categories,Country,IP', ...rows, 'x,12/11/2025,analytics,FR,'].join('\n')
    await app.getByLabel(w.from).selectOption('cookieyes')
    await app
      .locator('input[type=file]')
      .setInputFiles({ name: 'consents.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
    await takePicture(page, pictured('import-start', size, locale))
    await app.getByRole('button', { name: w.upload, exact: true }).click()
    await app.getByRole('button', { name: w.check }).waitFor()
    await takePicture(page, pictured('import-columns', size, locale))
    await expectAccessible(page, '#app')
    const width = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
    expect(width, 'nothing scrolls sideways').toBeLessThanOrEqual(0)
    await app.getByRole('button', { name: w.check }).click()
    await app.getByRole('button', { name: w.confirm, exact: true }).waitFor()
    await takePicture(page, pictured('import-checked', size, locale))
    await expectAccessible(page, '#app')
    await app.getByRole('button', { name: w.confirm, exact: true }).click()
    await app.getByText(w.done).waitFor()
    await takePicture(page, pictured('import-done', size, locale))
    await expectAccessible(page, '#app')
  },
)
