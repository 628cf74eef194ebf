import { globSync, readFileSync } from 'node:fs'
import { parse } from 'smol-toml'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { TOPICS, TOPICS_BY_PATH } from '../../app/inbox/topics/index.ts'
import en from '../../app/ui/messages/en.json' with { type: 'json' }
import fr from '../../app/ui/messages/fr.json' with { type: 'json' }

const toml = z
  .object({
    webhooks: z.object({
      subscriptions: z.array(
        z.object({
          uri: z.string(),
          topics: z.string().array().optional(),
          compliance_topics: z.string().array().optional(),
        }),
      ),
    }),
  })
  .parse(parse(readFileSync('shopify.app.toml', 'utf8')))
const subscribed = new Map(
  toml.webhooks.subscriptions.map(({ uri, topics = [], compliance_topics = [] }) => [
    uri,
    [...topics, ...compliance_topics].toSorted(),
  ]),
)

test('what Shopify is told to send, and where, is what the inbox takes in there', () => {
  expect(Object.fromEntries(TOPICS_BY_PATH)).toEqual(Object.fromEntries(subscribed))
})

test('a topic whose file nobody put into the table is found', () => {
  const fileOf = (topic: string) => `${topic.replaceAll(/[/_]/g, '-')}.ts`
  const files = globSync('*.ts', { cwd: 'app/inbox/topics', exclude: ['index.ts', 'topic.ts'] })
  expect(files.toSorted()).toEqual(Object.keys(TOPICS).map(fileOf).toSorted())
})

test.each(Object.keys(TOPICS))('staff read the name of %s in both languages', (topic) => {
  for (const { activity } of [en, fr]) expect(activity.topics).toHaveProperty([topic])
})
