import { readFileSync } from 'node:fs'
import { parse } from 'smol-toml'
import { z } from 'zod'

const configuration = z.object({
  webhooks: z.object({
    subscriptions: z.array(
      z.object({
        uri: z.string(),
        topics: z.string().array().default([]),
        compliance_topics: z.string().array().default([]),
      }),
    ),
  }),
})

/** By topic: where the app wants to be told. Shopify tells of nothing else. */
export const SUBSCRIPTIONS = new Map(
  configuration
    .parse(parse(readFileSync(new URL('../../shopify.app.toml', import.meta.url), 'utf8')))
    .webhooks.subscriptions.flatMap(({ uri, topics, compliance_topics }) =>
      [...topics, ...compliance_topics].map((topic): [string, string] => [topic, uri]),
    ),
)
