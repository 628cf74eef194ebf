/** Bundles of the extensions, made as Shopify's CLI makes them (packages/app/src/cli/services/extensions/bundle.ts). */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { parse } from 'smol-toml'
import { z } from 'zod'
import { configuredExtensions, EXTENSIONS } from './configured.ts'

const KIB = 1024
/**
 * Shopify takes 64 KiB of compressed code of a UI extension, and 128 KiB of a full page; ours stay below the first.
 * https://shopify.dev/docs/apps/build/customer-accounts/extension-performance/optimize-bundle-size
 */
const LIMIT = 64 * KIB

const appUrl = () =>
  z
    .object({ application_url: z.url() })
    .parse(parse(readFileSync(path.join(EXTENSIONS, '../shopify.app.toml'), 'utf8'))).application_url

export interface Bundle {
  handle: string
  /** From the project's root. */
  file: string
  code: string
  targets: string[]
  /** Compressed, as Shopify counts. */
  bytes: number
  limit: number
}

/** The bundle of each extension that has code. `address`: of the app, which customer accounts call. */
export async function bundleExtensions(address = appUrl()): Promise<Bundle[]> {
  const withCode = configuredExtensions().filter(({ type }) => type === 'ui_extension')
  return Promise.all(
    withCode.map(async ({ folder, handle, targeting }) => {
      const lines = targeting.map(
        ({ target, module }, n) =>
          `import Target${n} from '${module}';shopify.extend('${target}', (...args) => Target${n}(...args));`,
      )
      const { outputFiles } = await build({
        stdin: {
          contents: lines.join('\n'),
          resolveDir: path.join(EXTENSIONS, folder),
          loader: 'tsx',
        },
        bundle: true,
        write: false,
        minify: true,
        target: 'es6',
        jsx: 'automatic',
        jsxImportSource: 'preact',
        legalComments: 'none',
        logLevel: 'error',
        // The project's own file is for React.
        tsconfigRaw: '{}',
        define: { 'process.env.APP_URL': JSON.stringify(address), 'process.env.NODE_ENV': '"production"' },
      })
      const code = outputFiles[0]?.text ?? ''
      return {
        handle,
        file: `extensions/${folder}/dist/${handle}.js`,
        code,
        targets: targeting.map(({ target }) => target),
        bytes: gzipSync(code, { level: 9 }).length,
        limit: LIMIT,
      }
    }),
  )
}
