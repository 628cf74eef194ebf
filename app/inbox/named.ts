import { z } from 'zod'
import type { NamedPerson } from '../subjects/index.ts'

const part = z.union([z.string(), z.number()]).nullish().catch(null)
const lastPart = z
  .string()
  .transform((gid) => gid.slice(gid.lastIndexOf('/') + 1))
  .nullish()
  .catch(null)
const anybody = z
  .object({
    customer: z.object({ id: part, email: part, phone: part }).nullish().catch(null),
    customer_id: part,
    id: part,
    email_address: part,
    email: part,
    phone: part,
    admin_graphql_api_customer_kept_id: lastPart,
    admin_graphql_api_customer_deleted_id: lastPart,
  })
  .catch({})

/**
 * The persons that a message's content names, understood or not: customers, else an e-mail address or phone. An erasure
 * finds the body by them.
 */
export function peopleNamedIn(topic: string, content: unknown): NamedPerson[] {
  if (!topic.startsWith('customers')) return []
  const { customer, ...found } = anybody.parse(content)
  const ids = [
    customer?.id,
    found.customer_id,
    found.id,
    found.admin_graphql_api_customer_kept_id,
    found.admin_graphql_api_customer_deleted_id,
  ].filter(Boolean)
  if (ids.length > 0) return ids.map((id) => ({ id }))
  const email = customer?.email || found.email_address || found.email
  if (email) return [{ email: String(email) }]
  const phone = customer?.phone || found.phone
  return phone ? [{ phone: String(phone) }] : []
}
