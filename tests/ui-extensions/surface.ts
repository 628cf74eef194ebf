/** An extension on its surface, in Shopify's tester, and the app that it calls. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type AnyExtensionTarget, getExtension } from '@shopify/ui-extensions-tester'
import { expect, vi } from 'vitest'
import { EXTENSIONS } from '../../scripts/extensions/configured.ts'

export interface Call {
  method: string
  path: string
  token: string | null
  body: unknown
}

type Answer = { status?: number; body: object } | Error

const APP = 'https://kept.example.com'
process.env.APP_URL = APP

const wordIn = (words: unknown, key: string): string => {
  const found = key.split('.').reduce<unknown>((inner, part) => (inner as Record<string, unknown>)?.[part], words)
  if (typeof found !== 'string') throw new Error(`There is no word ${key}`)
  return found
}

/** The mock of the surface, as far as tests set it: the tester's own types fit one surface at a time. */
export interface Surface {
  i18n: object
  localization: { language: { value: { isoCode: string } } }
  sessionToken: { get(): Promise<string> }
  data: { selected: { id: string }[] }
  close(): void
}

interface Options {
  language?: string
  prepare?: (shopify: Surface) => void
}

/** Draws the extension for a person who reads this language. `app` answers each call, by "METHOD /path". */
export async function shown(
  folder: string,
  target: AnyExtensionTarget,
  app: Record<string, Answer | ((call: Call) => Answer)>,
  { language = 'en', prepare }: Options = {},
) {
  const extension = getExtension(target, { configSearchDir: path.join(EXTENSIONS, folder) })
  extension.setUp()
  const file = language === 'en' ? 'en.default' : language
  const words = JSON.parse(readFileSync(path.join(EXTENSIONS, folder, 'locales', `${file}.json`), 'utf8'))
  const shopify = extension.shopify as unknown as Surface
  Object.assign(shopify.i18n, {
    translate: (key: string, values: Record<string, unknown> = {}) =>
      wordIn(words, key).replace(/\{\{ (\w+) \}\}/g, (_all, name: string) => String(values[name])),
    formatDate: (date: Date, options: Intl.DateTimeFormatOptions) => date.toLocaleDateString(language, options),
  })
  prepare?.(shopify)
  const calls: Call[] = []
  Object.assign(extension, {
    fetch: async (url: string, init: RequestInit = {}) => {
      const address = new URL(url, APP)
      const headers = new Headers(init.headers)
      const call = {
        method: init.method ?? 'GET',
        path: address.href.replace(APP, ''),
        token: headers.get('authorization'),
        body: typeof init.body === 'string' ? JSON.parse(init.body) : null,
      }
      calls.push(call)
      const found = app[`${call.method} ${address.pathname}`]
      if (!found) throw new Error(`Nothing answers ${call.method} ${address.pathname}`)
      const answer = typeof found === 'function' ? found(call) : found
      if (answer instanceof Error) throw answer
      return Response.json(answer.body, { status: answer.status ?? 200 })
    },
  })
  await extension.render()
  return { calls, extension }
}

/** An extension asks again after three seconds, and a busy machine takes longer. */
const WAIT = { timeout: 20_000, interval: 20 }

const all = (selector: string) => [...document.body.querySelectorAll(selector)]

/** The element that has this text in it, once it is there. */
export const element = (selector: string, text = '') =>
  vi.waitFor(() => {
    const found = all(selector).find((one) => one.outerHTML.includes(text))
    if (!found) throw new Error(`No ${selector} says “${text}”: ${document.body.innerHTML}`)
    return found
  }, WAIT)

/** What a person does with an element. */
export const press = async (text: string) => fire(await element('s-button', text), 'click')
export const fire = (on: Element, type: string) => void on.dispatchEvent(new Event(type, { bubbles: true }))

export async function turn(label: string, checked: boolean) {
  const found = await element('s-switch', label)
  Object.assign(found, { checked })
  fire(found, 'change')
}

export async function type(selector: string, value: string, event = 'input') {
  const found = await element(selector)
  Object.assign(found, { value })
  fire(found, event)
}

/** Preact sets the property where an element has one, as after a person has moved it, and else the attribute. */
export async function isOn(label: string): Promise<boolean> {
  const found = await element('s-switch', label)
  return 'checked' in found ? found.checked === true : found.hasAttribute('checked')
}
export const says = (text: string) => vi.waitFor(() => expect(document.body.outerHTML).toContain(text), WAIT)
