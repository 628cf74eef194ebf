/**
 * Shopify's own checks of an app, as far as they need no account: `shopify app build`, and every rule of `shopify app doctor`.
 * Not part of `npm run lint`: the CLI is 52 MB, which `npm ci` does not install, and takes a minute on two cores.
 *
 *     npm run lint:doctor
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'

const CLI = '@shopify/cli@4.8.2'

/** What the doctor says of files that are as they should be, by rule and file, and why. */
const ACCEPTED: Record<string, string> = {
  'UNSAFE_INNERHTML extensions/consent-banner/assets/footer-link.js': 'it sets an icon that is in its own source',
  'UNSAFE_INNERHTML extensions/consent-banner/blocks/consent-banner.liquid':
    'an address made by asset_url, and numbers made by plus',
}

const report = z.object({
  scan: z.object({
    issues: z.array(
      z.object({ id: z.string(), message: z.string(), location: z.object({ file: z.string() }).optional() }),
    ),
  }),
})

// The CLI writes beside what it reads.
const directory = mkdtempSync(path.join(tmpdir(), 'kept-doctor-'))
for (const name of ['app', 'extensions', 'package.json', 'shopify.app.toml', 'tsconfig.json', 'scripts'])
  cpSync(name, path.join(directory, name), { recursive: true })
symlinkSync(path.resolve('node_modules'), path.join(directory, 'node_modules'))
// The app's own build is another step.
const web = readFileSync('shopify.web.toml', 'utf8').replace(/^build = .*$/m, 'build = "node --version"')
writeFileSync(path.join(directory, 'shopify.web.toml'), web)

const cli = (command: string, options: string[]) =>
  spawnSync('npx', ['--yes', '--ignore-scripts', CLI, 'app', command, '--path', directory, ...options], {
    encoding: 'utf8',
    env: { ...process.env, CI: '1', SHOPIFY_CLI_NO_ANALYTICS: '1', APP_URL: 'https://kept.example.com' },
    maxBuffer: 64 * 1024 * 1024,
  })

const problems: string[] = []
const built = cli('build', [])
if (built.status !== 0) problems.push(`shopify app build:\n${built.stdout}${built.stderr}`)
const examined = cli('doctor', ['--json', '--skip-instructions'])
const { issues } = report.parse(JSON.parse(examined.stdout.slice(examined.stdout.indexOf('{')))).scan
for (const { id, message, location } of issues) {
  const at = `${id} ${location?.file ?? ''}`.trim()
  if (!(at in ACCEPTED)) problems.push(`${at}: ${message}`)
}
rmSync(directory, { recursive: true })
for (const problem of problems) console.error(problem)
console.log(`Shopify's CLI builds the app, and its doctor has ${problems.length} new findings of ${issues.length}`)
process.exitCode = problems.length > 0 ? 1 : 0
