import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'smol-toml'
import { z } from 'zod'
import { customerWith } from '../../shop/model.ts'
import { type Resolvers, userError } from '../context.ts'

const EXTENSIONS = fileURLToPath(new URL('../../../../extensions', import.meta.url))

const trigger = z.object({
  extensions: z.tuple([z.object({ type: z.literal('flow_trigger'), handle: z.string() })]),
  settings: z.object({ fields: z.array(z.object({ type: z.string(), key: z.string().optional() })) }),
})

/** The fields of each trigger that the app's extensions declare. */
const declared = () =>
  new Map(
    readdirSync(EXTENSIONS)
      .filter((folder) => folder.startsWith('flow-'))
      .flatMap((folder) => {
        const file = path.join(EXTENSIONS, folder, 'shopify.extension.toml')
        const read = trigger.safeParse(parse(readFileSync(file, 'utf8')))
        if (!read.success) return []
        const { fields } = read.data.settings
        return [[read.data.extensions[0].handle, fields.flatMap(({ key }) => key ?? [])] as const]
      }),
  )

const payload = z.record(z.string(), z.union([z.string(), z.number()]))

/** Shopify Flow: triggers are taken as the extensions declare them, and kept. */
export const flowResolvers: Resolvers = {
  Mutation: {
    flowTriggerReceive: (_source, { handle, payload: sent }: { handle: string; payload: unknown }, { state }) => {
      const fields = declared().get(handle)
      const refused = (message: string) => ({ userErrors: [userError(['payload'], message)] })
      if (!fields) return { userErrors: [userError(['handle'], `No trigger has the handle ${handle}`)] }
      const read = payload.safeParse(sent)
      if (!read.success) return refused('The payload is no object of texts and numbers')
      const { customer_id: customerId, ...rest } = read.data
      const unknown = Object.keys(rest).find((key) => !fields.includes(key))
      if (unknown) return refused(`The trigger has no field ${unknown}`)
      if (typeof customerId !== 'number' || !customerWith(state.shop, customerId))
        return refused('customer_id names no customer')
      state.shop.flows = [...state.shop.flows.slice(-99), { handle, payload: read.data, at: state.now().toISOString() }]
      state.changed()
      return { userErrors: [] }
    },
  },
}
