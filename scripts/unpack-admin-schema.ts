/** Unpacks the committed Admin API schema to where the GraphQL code generator looks for it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const OUTPUT = 'app/shopify/generated'

const { data } = JSON.parse(gunzipSync(readFileSync('schema/admin-2026-07.json.gz')).toString('utf8'))
mkdirSync(OUTPUT, { recursive: true })
writeFileSync(`${OUTPUT}/admin-2026-07.schema.json`, JSON.stringify(data))
