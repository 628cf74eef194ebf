import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { API_PROBLEMS } from '../../app/shop-api/problem.ts'
import { API_SCOPES } from '../../app/shop-api/words.ts'
import { API_DOCUMENT, apiFiles } from '../../scripts/api-files.ts'

test('whoever builds on the API reads what Kept takes: the document and the client follow from the schemas', async () => {
  for (const [file, text] of Object.entries(await apiFiles())) {
    expect(readFileSync(file, 'utf8') === text, `${file} is stale: npm run api-document`).toBe(true)
  }
})

test('the document is OpenAPI 3.1, as a library of others reads it', async () => {
  const validated = await new Validator().validate(JSON.parse(readFileSync(API_DOCUMENT, 'utf8')))
  expect(validated).toEqual({ valid: true })
  expect(await new Validator().validate({ openapi: '3.1.0', paths: {} })).toMatchObject({ valid: false })
})

test('docs/api.md names every scope and every problem', () => {
  const text = readFileSync('docs/api.md', 'utf8')
  for (const name of [...API_SCOPES, ...Object.keys(API_PROBLEMS)]) expect(text).toContain(`\`${name}\``)
})
