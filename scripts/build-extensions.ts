/**
 * Builds the UI extensions as Shopify's CLI does, without it: `extensions/FOLDER/dist/HANDLE.js`. Also writes
 * `locales/` of the extensions of customer accounts, which share their words.
 *
 *     node scripts/build-extensions.ts            writes the files
 *     node scripts/build-extensions.ts --check    fails when a bundle is over Shopify's limit, or a committed locale is not what the words say
 *
 * `APP_URL` is the app's address, which customer accounts call; by default the one in shopify.app.toml.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleExtensions } from './extensions/bundle.ts'
import { accountLocales, adminLocales } from './extensions/locales.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const isCheck = process.argv.includes('--check')

for (const { file, text } of [...(await accountLocales()), ...(await adminLocales())]) {
  if (!isCheck) {
    await mkdir(path.dirname(root + file), { recursive: true })
    await writeFile(root + file, text)
  } else if ((await readFile(root + file, 'utf8').catch(() => '')) !== text) {
    console.error(
      `${file} is not what the texts in extensions/account and extensions/admin say: run node scripts/build-extensions.ts`,
    )
    process.exitCode = 1
  }
}

for (const { handle, file, code, bytes, limit } of await bundleExtensions(process.env.APP_URL)) {
  if (!isCheck) {
    await mkdir(path.dirname(root + file), { recursive: true })
    await writeFile(root + file, code)
  }
  console.log(`${handle}  ${bytes} B of ${limit}`)
  if (bytes > limit) process.exitCode = 1
}
