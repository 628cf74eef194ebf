import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import {
  buildClientSchema,
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

export interface AdminSchema {
  schema: GraphQLSchema
  /** The first field the granted scopes do not reach, if any. */
  deniedField(document: DocumentNode, granted: ReadonlySet<string>): string | undefined
}

interface OfflineScope {
  typeName: string
  fieldName: string | null
  offlineScopes: string[]
}

/** Shopify's real schema, with the access scopes that its fields and types need. */
export function loadAdminSchema(): AdminSchema {
  const file = new URL('../../../schema/admin-2026-07.json.gz', import.meta.url)
  const { data, offline_scopes } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'))
  const schema = buildClientSchema(data, { assumeValid: true })
  const needs = new Map<string, string[]>(
    (offline_scopes.items as OfflineScope[])
      .filter((item) => item.offlineScopes.length > 0)
      .map((item) => [item.fieldName ? `${item.typeName}.${item.fieldName}` : item.typeName, item.offlineScopes]),
  )
  // Where several are named the schema does not say whether one or all are needed: one is taken as enough.
  const reaches = (key: string, granted: ReadonlySet<string>) => {
    const scopes = needs.get(key)
    return !scopes || scopes.some((scope) => granted.has(scope) || granted.has(scope.replace(/^read_/, 'write_')))
  }
  return {
    schema,
    deniedField(document, granted) {
      const info = new TypeInfo(schema)
      let denied: string | undefined
      visit(
        document,
        visitWithTypeInfo(info, {
          Field() {
            const [field, parent] = [info.getFieldDef(), info.getParentType()]
            if (!field || !parent || denied) return
            const type = getNamedType(field.type).name
            if (!reaches(`${parent.name}.${field.name}`, granted) || !reaches(type, granted)) denied = field.name
          },
        }),
      )
      return denied
    },
  }
}
