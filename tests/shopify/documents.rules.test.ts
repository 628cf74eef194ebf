import { globSync, readFileSync } from 'node:fs'
import { GraphQLString, NoDeprecatedCustomRule, parse, printType, specifiedRules, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import { OPTIONAL_SCOPES, SCOPES } from '../../scripts/local/stack.ts'
import { deniedField, loadAdminSchema } from '../stand-in/admin-api/schema.ts'

const admin = loadAdminSchema()
const { schema } = admin

/** Marked as deprecated one version before what takes its place (`smsMarketingConsent`) is there. */
const isAheadOfTime = (message: string) =>
  message.startsWith('The field CustomerPhoneNumber.marketing') &&
  !/smsMarketingConsent: /.test(printType(schema.getType('CustomerPhoneNumber') ?? GraphQLString))

/** Every GraphQL document in the app's sources, as `#graphql` marks them. */
const documents = globSync('app/**/*.{ts,tsx}', { exclude: (file) => file.includes('generated') }).flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/`#graphql([^`]*)`/g)].map(([, text = '']) => ({
    text,
    name: `${file}: ${/(query|mutation) (\w+)/.exec(text)?.[2] ?? 'without a name'}`,
  })),
)

describe('what Kept asks Shopify’s Admin API', () => {
  test('is found', () => {
    expect(documents.length).toBeGreaterThan(2)
  })

  test.each(documents)('is in the real schema, and not on its way out of it: $name', ({ text }) => {
    const errors = validate(schema, parse(text), [...specifiedRules, NoDeprecatedCustomRule])
    expect(errors.map(({ message }) => message).filter((message) => !isAheadOfTime(message))).toEqual([])
  })

  test.each(documents)('is covered by the scopes that a merchant grants, or can grant: $name', ({ text }) => {
    expect(deniedField(admin, parse(text), new Set([...SCOPES, ...OPTIONAL_SCOPES]))).toBe(undefined)
  })
})
