import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import {
  buildClientSchema,
  type DocumentNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

export interface AdminSchema {
  schema: GraphQLSchema
  /** The scopes of which one must be granted for a field; undefined where the granted ones are enough. */
  missingScopes(field: GraphQLField<unknown, unknown>, of: string, granted: ReadonlySet<string>): string[] | undefined
}

interface OfflineScope {
  typeName: string
  fieldName: string | null
  offlineScopes: string[]
}

/**
 * Where several scopes are named the schema does not say whether one or all are needed. One is taken as enough, except
 * where the documents say that each is: https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/customerPaymentMethodRevoke
 */
const NEED_ALL: ReadonlySet<string> = new Set(['Mutation.customerPaymentMethodRevoke'])

let loaded: AdminSchema | undefined

/** Shopify's real schema, with the access scopes that its fields and types need. */
export const loadAdminSchema = (): AdminSchema => {
  loaded ??= readAdminSchema()
  return loaded
}

function readAdminSchema(): AdminSchema {
  const file = new URL('../../../schema/admin-2026-07.json.gz', import.meta.url)
  const { data, offline_scopes } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'))
  const schema = buildClientSchema(data, { assumeValid: true })
  const needs = new Map<string, string[]>(
    (offline_scopes.items as OfflineScope[])
      .filter((item) => item.offlineScopes.length > 0)
      .map((item) => [item.fieldName ? `${item.typeName}.${item.fieldName}` : item.typeName, item.offlineScopes]),
  )
  const missing = (key: string, granted: ReadonlySet<string>) => {
    const scopes = needs.get(key)
    const isGranted = (scope: string) => granted.has(scope) || granted.has(scope.replace(/^read_/, 'write_'))
    const areEnough = NEED_ALL.has(key) ? scopes?.every(isGranted) : scopes?.some(isGranted)
    return !scopes || areEnough ? undefined : scopes
  }
  return {
    schema,
    missingScopes: (field, of, granted) =>
      missing(`${of}.${field.name}`, granted) ?? missing(itemOf(getNamedType(field.type)).name, granted),
  }
}

/** A connection needs what its items need. */
function itemOf(type: GraphQLNamedType): GraphQLNamedType {
  if (!isObjectType(type) || !type.name.endsWith('Connection')) return type
  const nodes = type.getFields().nodes
  return nodes ? getNamedType(nodes.type) : type
}

/** The first field of a document that the granted scopes do not reach, if any. */
export function deniedField(
  { schema, missingScopes }: AdminSchema,
  document: DocumentNode,
  granted: ReadonlySet<string>,
) {
  const info = new TypeInfo(schema)
  let denied: string | undefined
  visit(
    document,
    visitWithTypeInfo(info, {
      Field() {
        const [field, parent] = [info.getFieldDef(), info.getParentType()]
        if (field && parent && !denied && missingScopes(field, parent.name, granted)) denied = field.name
      },
    }),
  )
  return denied
}
