/**
 * Builds the storefront banner: `app/banner/storefront/` -> `extensions/consent-banner/`.
 *
 *     node scripts/build-banner.ts            writes the files
 *     node scripts/build-banner.ts --check    fails when a committed file is not what the source builds to
 *
 * The sources live outside the extension because the Shopify CLI refuses any folder but assets, blocks, snippets and locales there.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { OPT_OUT_ICON } from '../app/banner/storefront/opt-out-icon.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const bundle = async (entry: string) => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`app/banner/storefront/${entry}`],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    // Safari 15.4 is the first with <dialog>; the inline part must at least parse and deny in anything older.
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
  })
  const [file] = outputFiles
  if (!file) throw new Error(`${entry} built to nothing`)
  return file.text.trim()
}

/** What goes inside Liquid must not look like Liquid, nor end its element. */
const inLiquid = (code: string) => {
  const trap = /\{\{|\{%|<\/(script|style)/.exec(code)
  if (trap) throw new Error(`the minified code contains ${trap[0]}`)
  return code
}

const functionOf = (code: string) => {
  const body = /^"use strict";\(\(\)=>(\{.*\})\)\(\);$/s.exec(code)?.[1]
  if (body === undefined) throw new Error('esbuild has wrapped the code in another way')
  return `()=>${body}`
}

/**
 * Shopify loads the asset on every page, even where Liquid printed no banner. It only hands its start to the inline
 * part: a function that is not called costs next to nothing.
 */
const handedOver = (code: string) => `window.Kept?.run?.(${functionOf(code)});`

/** A page that runs its scripts again, as some libraries do when they change it, does not begin anew. */
const once = (code: string) => `Kept.el||(${functionOf(code)})()`

/** The files of the extension that are built, by path from the project's root. */
export const builtFiles = async (): Promise<Record<string, string>> => ({
  'extensions/consent-banner/snippets/early.liquid': `<script>${inLiquid(once(await bundle('early.ts')))}</script>\n`,
  'extensions/consent-banner/snippets/elsewhere.liquid': `<script>${inLiquid(await bundle('elsewhere.ts'))}</script>\n`,
  'extensions/consent-banner/snippets/look.liquid': `${inLiquid(await bundle('banner.css'))}\n`,
  // In the page itself: who is faster than a file would not be recorded.
  'extensions/consent-banner/snippets/newsletter.liquid': `<script>${inLiquid(await bundle('newsletter.ts'))}</script>\n`,
  'extensions/consent-banner/snippets/opt-out-icon.liquid': `${inLiquid(OPT_OUT_ICON)}\n`,
  'extensions/consent-banner/assets/consent-banner.js': `${handedOver(await bundle('banner.ts'))}\n`,
  'extensions/consent-banner/assets/centre.js': `${await bundle('centre.ts')}\n`,
  'extensions/consent-banner/assets/check.js': `${await bundle('check.ts')}\n`,
  'extensions/consent-banner/assets/choices.js': `${await bundle('choices.ts')}\n`,
  'extensions/consent-banner/assets/footer-link.js': `${await bundle('footer-link.ts')}\n`,
  'extensions/consent-banner/assets/held.js': `${await bundle('held.ts')}\n`,
  'extensions/consent-banner/assets/preferences.js': `${await bundle('preferences.ts')}\n`,
  'extensions/consent-banner/assets/preferences.css': `${await bundle('preferences.css')}\n`,
  'extensions/consent-banner/assets/regions.js': `${await bundle('regions.ts')}\n`,
  'extensions/consent-banner/assets/signed-in.js': `${await bundle('signed-in.ts')}\n`,
  'extensions/consent-banner/assets/unsent.js': `${await bundle('unsent.ts')}\n`,
})

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(await builtFiles())) {
    if (process.argv.includes('--check')) {
      if ((await readFile(root + path, 'utf8').catch(() => '')) !== text) {
        console.error(`${path} is not what app/banner/storefront builds to: run node scripts/build-banner.ts`)
        process.exitCode = 1
      }
    } else {
      await writeFile(root + path, text)
      console.log(`${path}  ${Buffer.byteLength(text)} B`)
    }
  }
}
