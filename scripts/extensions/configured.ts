/** The configuration files of the extensions, as far as builds and tests read them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'smol-toml'
import { z } from 'zod'

export const EXTENSIONS = fileURLToPath(new URL('../../extensions', import.meta.url))

const one = z.object({
  type: z.string(),
  handle: z.string(),
  uid: z.uuid(),
  targeting: z.array(z.object({ target: z.string(), module: z.string() })).default([]),
})
const configuration = z.union([
  z.object({ extensions: z.array(one) }),
  one.transform((only) => ({ extensions: [only] })),
])

/** Each extension with its folder. */
export const configuredExtensions = () =>
  readdirSync(EXTENSIONS).flatMap((folder) => {
    const file = path.join(EXTENSIONS, folder, 'shopify.extension.toml')
    if (!existsSync(file)) return []
    const { extensions } = configuration.parse(parse(readFileSync(file, 'utf8')))
    return extensions.map((each) => ({ ...each, folder }))
  })
