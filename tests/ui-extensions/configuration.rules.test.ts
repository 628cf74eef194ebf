/** What Shopify's CLI lets pass, and its servers refuse: unknown keys, targets, scopes, versions that do not fit. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'smol-toml'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { configuredExtensions, EXTENSIONS } from '../../scripts/extensions/configured.ts'

const read = (file: string) => parse(readFileSync(path.join(EXTENSIONS, file), 'utf8'))
const PACKAGE = path.join(EXTENSIONS, '../node_modules/@shopify/ui-extensions')

const identified = { handle: z.string().regex(/^[a-z0-9-]{1,30}$/), uid: z.uuid() }
const named = { name: z.string().min(1).max(50), description: z.string().max(255).optional(), ...identified }
const field = z.strictObject({
  type: z.enum(['customer_reference', 'single_line_text_field', 'multi_line_text_field']),
  key: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  required: z.boolean().optional(),
})
const settings = z.strictObject({ fields: z.array(field) })

/** https://shopify.dev/docs/apps/build/app-extensions/configure-app-extensions */
const KINDS = {
  ui_extension: z.strictObject({
    api_version: z.string(),
    extensions: z.tuple([
      z.strictObject({
        type: z.literal('ui_extension'),
        ...named,
        name: z.literal('t:name'),
        targeting: z.array(
          z.strictObject({
            module: z.string(),
            target: z.string(),
            capabilities: z.strictObject({ allow_direct_linking: z.boolean() }).optional(),
          }),
        ),
        capabilities: z.strictObject({ network_access: z.literal(true) }).optional(),
      }),
    ]),
  }),
  flow_trigger: z.strictObject({
    extensions: z.tuple([z.strictObject({ type: z.literal('flow_trigger'), ...named })]),
    settings,
  }),
  flow_action: z.strictObject({
    extensions: z.tuple([z.strictObject({ type: z.literal('flow_action'), ...named, runtime_url: z.url() })]),
    settings,
  }),
  theme: z.strictObject({ type: z.literal('theme'), ...named }),
} satisfies Record<string, z.ZodType>

const all = configuredExtensions()

describe('Shopify takes the configuration of each extension', () => {
  test.each(all)('$folder: every key is one that Shopify knows', ({ folder, type }) => {
    const schema = Object.entries(KINDS).find(([kind]) => kind === type)?.[1]
    expect(schema, `Shopify knows no extension of the type ${type}`).toBeDefined()
    expect(schema?.safeParse(read(`${folder}/shopify.extension.toml`)).error).toBeUndefined()
  })

  test.each(all.filter(({ targeting }) => targeting.length > 0))(
    '$folder: its targets exist, its code is there, and no target is with another that it may not be with',
    ({ folder, targeting }) => {
      for (const { target, module } of targeting) {
        const surface = { admin: 'admin', purchase: 'checkout', 'customer-account': 'customer-account' }[
          target.split('.')[0] ?? ''
        ]
        expect(existsSync(path.join(PACKAGE, `build/ts/surfaces/${surface}/targets/${target}.d.ts`)), target).toBe(true)
        expect(existsSync(path.join(EXTENSIONS, folder, module)), module).toBe(true)
        if (/\.page\.render$|^admin\./.test(target)) expect(targeting).toHaveLength(1)
      }
    },
  )

  test.each(all.filter(({ type }) => type === 'ui_extension'))(
    '$folder is written for the version that is installed and tested',
    ({ folder }) => {
      const { version } = z
        .object({ version: z.string() })
        .parse(JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8')))
      const [year, month = ''] = version.split('.')
      expect(read(`${folder}/shopify.extension.toml`).api_version).toBe(`${year}-${month.padStart(2, '0')}`)
    },
  )

  test('each has a handle and an id that no other has', () => {
    expect(new Set(all.map(({ handle }) => handle)).size).toBe(all.length)
    expect(new Set(all.map(({ uid }) => uid)).size).toBe(all.length)
  })
})

const app = z
  .object({
    application_url: z.url(),
    access_scopes: z.object({ scopes: z.string(), optional_scopes: z.array(z.string()) }),
  })
  .parse(parse(readFileSync(path.join(EXTENSIONS, '../shopify.app.toml'), 'utf8')))

/** Of Shopify's list, and not of the Admin API's schema. https://shopify.dev/docs/api/usage/access-scopes */
const OF_NO_OBJECT = ['read_all_orders', 'write_app_proxy', 'read_own_subscription_contracts']

describe('the app itself', () => {
  test('asks for scopes that exist, and for each once', () => {
    const file = path.join(EXTENSIONS, '../schema/admin-2026-07.json.gz')
    const known = new Set(
      gunzipSync(readFileSync(file))
        .toString()
        .match(/\b(?:read|write)_[a-z_]+/g),
    )
    const { scopes, optional_scopes } = app.access_scopes
    const asked = [...scopes.split(','), ...optional_scopes]
    expect(new Set(asked).size).toBe(asked.length)
    const isKnown = (scope: string) =>
      known.has(scope) || known.has(scope.replace(/^write_/, 'read_')) || OF_NO_OBJECT.includes(scope)
    expect(asked.filter((scope) => !isKnown(scope))).toEqual([])
  })

  test('is where Flow finds its action', () => {
    for (const { folder } of all.filter(({ type }) => type === 'flow_action')) {
      const { extensions } = KINDS.flow_action.parse(read(`${folder}/shopify.extension.toml`))
      expect(extensions[0].runtime_url.startsWith(`${app.application_url}/flow/`)).toBe(true)
    }
  })
})
