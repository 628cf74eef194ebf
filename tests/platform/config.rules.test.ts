import { describe, expect, test, vi } from 'vitest'

vi.stubEnv('DATABASE_URL', 'postgresql://localhost/kept')
vi.stubEnv('SHOPIFY_API_KEY', 'key')
vi.stubEnv('SHOPIFY_API_SECRET', 'secret')
vi.stubEnv('SHOPIFY_APP_URL', 'https://kept.example.com')
vi.stubEnv('ENCRYPTION_KEY', Buffer.alloc(32).toString('base64'))
const { parseConfig } = await import('../../app/platform/config.ts')

const complete = {
  DATABASE_URL: 'postgresql://localhost/kept',
  SHOPIFY_API_KEY: 'key',
  SHOPIFY_API_SECRET: 'secret',
  SHOPIFY_APP_URL: 'https://kept.example.com/',
  ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
}

describe('a person who deploys Kept learns what is wrong before it starts', () => {
  test('everything that is missing is named at once', () => {
    expect(parseConfig({})).toEqual({
      ok: false,
      problems: Object.keys(complete).map((name) => `${name} is not set`),
    })
  })

  test.each([
    ['DATABASE_URL', 'mysql://localhost/kept', 'must be a postgresql:// URL'],
    ['SHOPIFY_APP_URL', 'kept.example.com', 'must be a URL'],
    ['ENCRYPTION_KEY', 'c2hvcnQ=', 'must be 32 random bytes'],
    ['PORT', '70000', '<=65535'],
    ['KEPT_ROLE', 'both', 'expected one of'],
    ['ENCRYPTION_KEYS_RETIRED', 'c2hvcnQ=', 'must be 32 random bytes'],
  ])('%s that is %s is refused', (name, value, problem) => {
    const result = parseConfig({ ...complete, [name]: value })
    expect(result).toMatchObject({ ok: false, problems: [expect.stringContaining(problem)] })
    expect(result).toMatchObject({ problems: [expect.stringContaining(name)] })
  })

  test('an empty variable counts as not set, as compose files leave them', () => {
    expect(parseConfig({ ...complete, SHOPIFY_API_KEY: '' })).toMatchObject({
      problems: ['SHOPIFY_API_KEY is not set'],
    })
    expect(parseConfig({ ...complete, PORT: '' })).toMatchObject({ ok: true, config: { PORT: 3000 } })
  })

  test('the origin of the app is kept without its slash, as Shopify compares it', () => {
    expect(parseConfig(complete)).toMatchObject({ config: { SHOPIFY_APP_URL: 'https://kept.example.com' } })
  })
})
