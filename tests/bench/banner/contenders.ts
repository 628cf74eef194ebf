/** The banners that are compared, each set up as its own documentation says, for the same four purposes. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { build } from 'esbuild'
import { ASSET, EXTENSION, renderEmbed } from '../../extensions/storefront.ts'
import { attempt } from '../failures.ts'

export interface Contender {
  name: string
  /** What the page loads for it, by file name. */
  files: Record<string, { type: 'text/javascript' | 'text/css'; content: string }>
  /** What it adds to the page's <head>. */
  head: string
  /** The element that has to be visible; found inside open shadow roots too. */
  banner: string
  accept: string
}

const resolve = createRequire(import.meta.url).resolve
const read = (file: string) => readFileSync(resolve(file), 'utf8')
const script = (content: string) => ({ type: 'text/javascript' as const, content })
const style = (content: string) => ({ type: 'text/css' as const, content })

const PURPOSES = ['preferences', 'analytics', 'marketing', 'profiling'] as const
const TEXT =
  'We and our partners use cookies and the like for what you allow here. You can change your mind at any time.'

async function kept(): Promise<Contender> {
  const embed = await renderEmbed({ locale: 'en', banner: KEPT })
  return {
    name: 'kept',
    files: { [ASSET]: script(readFileSync(`${EXTENSION}assets/${ASSET}`, 'utf8')) },
    head: `${embed.replaceAll('/cdn/extensions/assets/', '/files/')}<script src="/files/${ASSET}" async></script>`,
    banner: 'site-choices section',
    accept: 'site-choices section [data-kept="yes"]',
  }
}

const KEPT = {
  version: 'abcdef0123456789',
  mode: 'everywhere',
  months: 6,
  purposes: PURPOSES.map((key) =>
    key === 'profiling'
      ? { key, signal: null, since: 1, text: { en: { name: 'Profiles', description: 'Groups of interests.' } } }
      : { key, signal: key, since: 1 },
  ),
  recipients: [
    { name: 'Mesure SAS', country: 'FR', purposes: ['analytics'] },
    { name: 'Réclame GmbH', country: 'DE', purposes: ['marketing'] },
  ],
  recipientsVersion: 1,
  trackers: { analytics: ['_ga*'], marketing: ['_fbp'] },
}

function vanilla(): Contender {
  const categories = Object.fromEntries(PURPOSES.map((key) => [key, {}]))
  const sections = PURPOSES.map((key) => ({ title: key, description: TEXT, linkedCategory: key }))
  const buttons = { acceptAllBtn: 'Accept all', acceptNecessaryBtn: 'Reject all' }
  const config = {
    // It hides itself from automated browsers otherwise.
    hideFromBots: false,
    categories: { necessary: { enabled: true, readOnly: true }, ...categories },
    language: {
      default: 'en',
      translations: {
        en: {
          consentModal: { title: 'Cookies', description: TEXT, showPreferencesBtn: 'Choose', ...buttons },
          preferencesModal: {
            title: 'Choose',
            savePreferencesBtn: 'Save',
            closeIconLabel: 'Close',
            ...buttons,
            sections,
          },
        },
      },
    },
  }
  return {
    name: 'vanilla-cookieconsent',
    files: {
      'cookieconsent.css': style(read('vanilla-cookieconsent/dist/cookieconsent.css')),
      'cookieconsent.js': script(read('vanilla-cookieconsent/dist/cookieconsent.umd.js')),
      'setup.js': script(`CookieConsent.run(${JSON.stringify(config)})`),
    },
    head: linked('cookieconsent.css', 'cookieconsent.js', 'setup.js'),
    banner: '#cc-main .cm',
    accept: '#cc-main .cm [data-role="all"]',
  }
}

function klaro(): Contender {
  const config = {
    privacyPolicy: '/policies/privacy-policy',
    acceptAll: true,
    services: PURPOSES.map((name) => ({ name, title: name, purposes: [name] })),
    translations: { zz: { privacyPolicyUrl: '/policies/privacy-policy' } },
  }
  return {
    name: 'klaro',
    files: {
      'setup.js': script(`window.klaroConfig=${JSON.stringify(config)}`),
      'klaro.js': script(read('klaro/dist/klaro.js')),
    },
    head: linked('setup.js', 'klaro.js'),
    banner: '.klaro .cookie-notice',
    accept: '.klaro .cookie-notice .cm-btn-success',
  }
}

function orejime(): Contender {
  const config = {
    privacyPolicyUrl: '/policies/privacy-policy',
    purposes: PURPOSES.map((id) => ({ id, title: id, description: TEXT, cookies: [] })),
  }
  return {
    name: 'orejime',
    files: {
      'orejime.css': style(read('orejime/dist/orejime-standard.css')),
      'setup.js': script(`window.orejimeConfig=${JSON.stringify(config)}`),
      'orejime.js': script(read('orejime/dist/orejime-standard-en.js')),
    },
    head: linked('orejime.css', 'setup.js', 'orejime.js'),
    banner: '.orejime-Banner',
    accept: '.orejime-Banner-actions button',
  }
}

/** React and all: a Shopify theme brings none. */
async function c15t(): Promise<Contender> {
  const { outputFiles } = await build({
    stdin: {
      resolveDir: process.cwd(),
      loader: 'tsx',
      contents: `import { createRoot } from 'react-dom/client'
        import { ConsentBanner, ConsentDialog, ConsentManagerProvider } from '@c15t/react'
        import '@c15t/react/styles.css'
        const start = () => createRoot(document.body.appendChild(document.createElement('div'))).render(
          <ConsentManagerProvider options={{ mode: 'offline', consentCategories: ['necessary', 'functionality', 'measurement', 'marketing'] }}>
            <ConsentBanner /><ConsentDialog />
          </ConsentManagerProvider>)
        start()`,
    },
    bundle: true,
    minify: true,
    write: false,
    outdir: 'built',
    format: 'iife',
    jsx: 'automatic',
    target: 'es2022',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const built = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? ''
  return {
    name: 'c15t',
    files: { 'c15t.css': style(built('.css')), 'c15t.js': script(built('.js')) },
    head: linked('c15t.css', 'c15t.js'),
    banner: '[data-testid="consent-banner-card"]',
    accept: '[data-testid="consent-banner-accept-button"]',
  }
}

const linked = (...files: string[]) =>
  files
    .map((file) =>
      file.endsWith('.css')
        ? `<link rel="stylesheet" href="/files/${file}">`
        : `<script src="/files/${file}" defer></script>`,
    )
    .join('')

const NONE: Contender = { name: 'no banner', files: {}, head: '', banner: '', accept: '' }

const SET_UP = { [NONE.name]: () => NONE, kept, 'vanilla-cookieconsent': vanilla, klaro, orejime, c15t }
export const NAMES = Object.keys(SET_UP)

/** Those that could be set up; of the others it is said why not. */
export async function contenders(): Promise<Contender[]> {
  const all = await Promise.all(
    Object.entries(SET_UP).map(([name, make]) => attempt(`Setting up ${name}`, async () => make())),
  )
  return all.flatMap((contender) => contender ?? [])
}
