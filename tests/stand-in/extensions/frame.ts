/** The app's UI extensions, each in a frame of its own: the real bundle on a small host of Shopify's elements. */
import { existsSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import path from 'node:path'
import { type Bundle, bundleExtensions } from '../../../scripts/extensions/bundle.ts'
import { EXTENSIONS } from '../../../scripts/extensions/configured.ts'
import { escapeHtml, scriptJson, sendHtml } from '../http.ts'

/** What an extension finds around it. */
export interface Surface {
  target: string
  language: string
  appUrl: string
  /** Resources that are shown: Shopify's names. */
  selected?: { id: string }[]
  tokenUrl: string
  queryUrl?: string
  pages: { app?: string; extension?: string; back?: string }
}

/** Bundles call the app where a browser reaches it; made once for each. */
const made = new Map<string, Promise<Bundle[]>>()

const bundlesFor = (appUrl: string): Promise<Bundle[]> => {
  const bundles = made.get(appUrl) ?? bundleExtensions(appUrl)
  made.set(appUrl, bundles)
  return bundles
}

const script = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

function wordsOf(handle: string, language: string): unknown {
  const files = [`${language}.json`, `${language.split('-')[0]}.json`, 'en.default.json']
  const file = files.map((name) => path.join(EXTENSIONS, handle, 'locales', name)).find(existsSync)
  return file ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

const RIGHT_TO_LEFT = /^(?:ar|he)\b/

/** Sends the page inside the frame, with the extension's own bundle. */
export async function sendFrame(response: ServerResponse, handle: string, surface: Surface): Promise<void> {
  const found = (await bundlesFor(surface.appUrl)).find((one) => one.handle === handle)
  if (!found?.targets.includes(surface.target)) return sendHtml(response, 'There is no such extension', 404)
  const { language } = surface
  const bundle = `data:text/javascript;base64,${Buffer.from(found.code).toString('base64')}`
  const given = { ...surface, selected: surface.selected ?? [], words: wordsOf(handle, language), bundle }
  sendHtml(
    response,
    `<!doctype html><html lang="${escapeHtml(language)}" dir="${RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(handle)}</title>
<style>body{margin:0;padding:4px;font:15px/1.5 system-ui,sans-serif}</style><script>window.standIn=${scriptJson(given)}</script></head><body><main>${surface.target.endsWith('.page.render') ? '' : `<h1 style="position:absolute;clip-path:inset(50%)">${escapeHtml(handle)}</h1>`}<div id="drawn"></div></main>
<script>${script('./elements.js')}</script><script>${script('./host.js')}</script></body></html>`,
  )
}

/** The frame as a page has it. */
export const frame = (address: string, title: string) =>
  `<iframe class="extension" src="${escapeHtml(address)}" title="${escapeHtml(title)}" style="border:0;width:100%;min-height:80px;background:transparent"></iframe>`
