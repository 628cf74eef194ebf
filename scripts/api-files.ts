/** What follows from the schemas of the HTTP API, file by file. */
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { openApiDocument } from '../app/shop-api/openapi/document.ts'

export const API_DOCUMENT = 'docs/api/openapi.json'
const CLIENT_TYPES = 'tests/shop-api/generated/api.d.ts'

export async function apiFiles(): Promise<Record<string, string>> {
  const document = `${JSON.stringify(openApiDocument(), null, 2)}\n`
  const types = astToString(await openapiTS(JSON.parse(document) as OpenAPI3, { defaultNonNullable: false }))
  return { [API_DOCUMENT]: document, [CLIENT_TYPES]: types }
}
