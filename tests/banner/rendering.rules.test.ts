import { createHash } from 'node:crypto'
import { parse, parseFragment, serialize } from 'parse5'
import { describe, expect, test } from 'vitest'
import { DEFAULT_BANNER } from '../../app/banner/configuration/compose.ts'
import { type BannerConfig, withVersion } from '../../app/banner/configuration/config.ts'
import { languageShownIn, readExtension, storefrontLanguages } from '../../app/banner/rendering/extension.ts'
import { preview, renderFrozen } from '../../app/banner/rendering/render.ts'
import { renderEmbed } from '../extensions/storefront.ts'

const SCENE = { shopName: 'Neige & <Cie>', policyUrl: 'https://shop.example/policies/privacy-policy' }
const frozen = (config: BannerConfig, locale = 'fr') => renderFrozen(config, { locale, context: SCENE })

const named = (name: string): BannerConfig =>
  withVersion({
    ...DEFAULT_BANNER,
    language: 'en',
    purposes: [
      {
        key: 'ads',
        signal: 'marketing',
        since: 1,
        recipientsSince: 1,
        text: { en: { name, description: name, more: name } },
      },
    ],
    recipients: [{ name, country: 'FR', purposes: ['ads'] }],
    trackers: { ads: [name] },
    texts: { en: { title: name, text: name, accept: name, refuse: name, choose: name } },
  })

describe('a frozen banner', () => {
  test('is the same, byte for byte, whenever it is drawn, and its hash is that of the page', async () => {
    const [one, other] = [await frozen(DEFAULT_BANNER), await frozen(structuredClone(DEFAULT_BANNER))]
    expect(one).toEqual(other)
    expect(one.htmlHash).toBe(createHash('sha256').update(one.html, 'utf8').digest('hex'))
  })

  test.each([
    '<script>alert(1)</script>',
    '</script><script>alert(1)</script>',
    '</template><img src=x onerror=alert(1)>',
    '</style><style>*{display:none}',
    '"><template id="site-choices"><b>another banner</b></template>',
    "{{ 'x' | raise }}{% raw %}",
  ])('shows what somebody called %s as text', async (name) => {
    const { html } = await frozen(named(name), 'en')
    const text = serialize(parseFragment(name.replaceAll('<', '&lt;')))
    expect(html).toContain(`<b>${text}</b>`)
    expect(elementsOf(html)).toEqual(elementsOf((await frozen(named('Ads'), 'en')).html))
  })

  test('tells a visitor the country of a recipient in words, and in the language of the page', async () => {
    const config = withVersion({ ...named('Ads'), countries: { en: { FR: 'France' }, de: { FR: 'Frankreich' } } })
    expect((await frozen(config, 'de')).html).toContain('(Frankreich)')
    expect((await frozen(config, 'en')).html).toContain('(France)')
    expect((await frozen(config, 'en')).html).not.toContain('(FR)')
    // A banner that was published before countries had names is drawn as it was.
    expect((await frozen(named('Ads'), 'en')).html).toContain('(FR)')
  })

  test('holds nothing that runs, nothing that is fetched, and no style that its own policy would refuse', async () => {
    const { html } = await frozen(named('Ads'), 'en')
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|\sstyle=|url\(|@import|autofocus/i)
    const [, policy = ''] = /Content-Security-Policy" content="([^"]+)"/.exec(html) ?? []
    expect(policy).toMatch(
      /^default-src 'none'; style-src ('sha256-[\w+/=]{44}' ?)+; base-uri 'none'; form-action 'none'$/,
    )
    const styles = [...html.matchAll(/<style>([^<]*)<\/style>/g)].map(([, style = '']) => style)
    expect(styles.length).toBeGreaterThan(2)
    for (const style of styles) {
      expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`)
    }
  })

  test('has the words that the storefront prints', async () => {
    const banner = named('Ads')
    const printed = await renderEmbed({ banner, locale: 'de' })
    const [, title] = /<h2 id="h"[^>]*>([^<]+)</.exec(printed) ?? []
    const { html, language } = await frozen(banner, 'de')
    expect(language).toBe('de')
    expect(html.match(/<h2 id="h"[^>]*>([^<]+)</)?.[1]).toBe(title)
    expect(html).toContain('Neige &amp; &lt;Cie&gt;')
  })

  test('shows the sale of data only where a shopper sees it, and nothing where nothing is asked', async () => {
    const rows = (html: string) =>
      (html.match(/<li[^>]*><label><input type="checkbox" name="sale_of_data"/g) ?? []).map((row) =>
        row.includes('hidden'),
      )
    expect(rows((await frozen(DEFAULT_BANNER)).html)).toEqual([true, false])
    const { html } = await frozen(withVersion({ ...DEFAULT_BANNER, purposes: [] }))
    expect(html).not.toContain('site-choices')
    expect(html).toContain('nothing was asked')
  })

  test('keeps what is on until a visitor says no in the words that are true there', async () => {
    const everywhere = (await frozen(withVersion({ ...DEFAULT_BANNER, mode: 'everywhere' }), 'en')).html
    const [first, firstThere, preferences, preferencesThere, ...others] = everywhere.split('class="screen').slice(1)
    expect(others).toEqual([])
    expect(first).toContain('May we use cookies')
    expect(firstThere).toContain('We use cookies for these purposes unless you opt out.')
    expect(firstThere).not.toContain('May we use cookies')
    expect(preferences).toContain('What you do not tick stays off')
    expect(preferencesThere).toContain('What is ticked is on unless you opt out')
    expect(everywhere).not.toContain('data-u')
    // A shop that asks only where the law does shows no first layer there.
    expect((await frozen(DEFAULT_BANNER, 'en')).html).not.toContain('We use cookies for these purposes')
  })

  test('in a language of a region is that of the language, and of none of ours in English, as Shopify would', async () => {
    const extension = await readExtension()
    const shown = (locale: string) => languageShownIn(extension, locale)
    expect(['de-AT', 'pt-BR', 'pt-AO', 'no', 'xx'].map(shown)).toEqual(['de', 'pt-BR', 'pt', 'nb', 'en'])
  })

  test('can be drawn in every language that the storefront speaks, right-to-left where it is written so', async () => {
    const languages = await storefrontLanguages()
    expect(languages.length).toBeGreaterThanOrEqual(35)
    for (const locale of languages) {
      const { html, language } = await preview(DEFAULT_BANNER, { locale, context: SCENE, screen: 'banner' })
      expect(language).toBe(locale)
      expect(html).toContain(`<div lang="${locale}" dir="${['ar', 'he'].includes(locale) ? 'rtl' : 'ltr'}">`)
    }
  })
})

/** Names of a page's elements in their order, those inside of templates too. */
function elementsOf(page: string): string[] {
  const names = (html: string): string[] =>
    [...serialize(parse(html)).matchAll(/<([a-z][\w-]*)/g)].map(([, name = '']) => name)
  return names(page)
}
