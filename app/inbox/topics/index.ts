/**
 * Every webhook that Kept is subscribed to. A topic needs a file here, a line in this table and one in
 * shopify.app.toml.
 */
import type { z } from 'zod'
import { appScopesUpdate } from './app-scopes-update.ts'
import { appUninstalled } from './app-uninstalled.ts'
import { customersCreate } from './customers-create.ts'
import { customersDataRequest } from './customers-data-request.ts'
import { customersEmailMarketingConsentUpdate } from './customers-email-marketing-consent-update.ts'
import { customersMarketingConsentUpdate } from './customers-marketing-consent-update.ts'
import { customersMerge } from './customers-merge.ts'
import { customersRedact } from './customers-redact.ts'
import { customersUpdate } from './customers-update.ts'
import { shopRedact } from './shop-redact.ts'
import type { TopicDefinition } from './topic.ts'

const TABLE = {
  'customers/data_request': customersDataRequest,
  'customers/redact': customersRedact,
  'shop/redact': shopRedact,
  'app/uninstalled': appUninstalled,
  'app/scopes_update': appScopesUpdate,
  'customers_email_marketing_consent/update': customersEmailMarketingConsentUpdate,
  'customers_marketing_consent/update': customersMarketingConsentUpdate,
  'customers/merge': customersMerge,
  'customers/create': customersCreate,
  'customers/update': customersUpdate,
}

export type Topic = keyof typeof TABLE
type Payloads = { [T in Topic]: z.infer<(typeof TABLE)[T]['payload']> }
export type Payload<T extends Topic> = Payloads[T]

export const TOPICS: { [T in Topic]: TopicDefinition<Payloads[T]> } = TABLE

export const isTopic = (text: string): text is Topic => Object.hasOwn(TOPICS, text)

/** The paths that webhooks are sent to, each with its topics. */
export const TOPICS_BY_PATH: ReadonlyMap<string, readonly Topic[]> = Map.groupBy(
  (Object.keys(TOPICS) as Topic[]).toSorted(),
  (topic) => TOPICS[topic].path,
)
