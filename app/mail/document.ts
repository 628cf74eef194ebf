/**
 * The mail as HTML, with the parts of React Email: they hold in mail programs that know no style sheet. It has no image
 * and loads nothing, so that nobody learns whether and where it was read. Written without JSX, because Node itself reads
 * this file where the demo's history is made.
 */
import { Body } from '@react-email/body'
import { Button } from '@react-email/button'
import { Container } from '@react-email/container'
import { Head } from '@react-email/head'
import { Heading } from '@react-email/heading'
import { Hr } from '@react-email/hr'
import { Html } from '@react-email/html'
import { Link } from '@react-email/link'
import { Section } from '@react-email/section'
import { Text } from '@react-email/text'
import { createElement as h, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { WrittenLanguage } from './model.ts'

/** A mail, written and filled in, before it gets its form. */
export interface WrittenMail {
  language: WrittenLanguage
  subject: string
  greeting: string
  paragraphs: string[]
  /** Where the button leads; null for a mail without one. */
  button: { label: string; url: string; hint: string } | null
  signature: string
  shop: string
  /** Small, below the line. */
  footer: string[]
}

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif'
const STYLE = {
  body: { backgroundColor: '#f4f4f4', color: '#222222', fontFamily: FONT, margin: 0, padding: '24px 8px' },
  container: { backgroundColor: '#ffffff', borderRadius: 8, maxWidth: 560, padding: '24px 28px' },
  heading: { fontSize: 20, lineHeight: '28px', margin: '0 0 16px' },
  text: { fontSize: 16, lineHeight: '24px', margin: '0 0 16px', whiteSpace: 'pre-line', overflowWrap: 'anywhere' },
  button: {
    backgroundColor: '#1f3d2b',
    borderRadius: 6,
    color: '#ffffff',
    display: 'inline-block',
    fontSize: 16,
    fontWeight: 600,
    padding: '12px 20px',
    textDecoration: 'none',
  },
  small: { color: '#555555', fontSize: 14, lineHeight: '20px', margin: '0 0 8px', overflowWrap: 'anywhere' },
  link: { color: '#1f3d2b', textDecoration: 'underline' },
} as const

/** A whole document. Every text is escaped. */
export function htmlOf(mail: WrittenMail): string {
  const { language, subject, greeting, paragraphs, button, signature, shop, footer } = mail
  const text = (children: ReactNode, key: string) => h(Text, { key, style: STYLE.text }, children)
  const small = (children: ReactNode, key: string) => h(Text, { key, style: STYLE.small }, children)
  const content = h(
    Container,
    { style: STYLE.container },
    h(Heading, { as: 'h1', style: STYLE.heading }, subject),
    text(greeting, 'greeting'),
    paragraphs.map((one, position) => text(one, `paragraph-${position}`)),
    button &&
      h(
        Section,
        { style: { margin: '0 0 16px' } },
        h(Button, { href: button.url, style: STYLE.button }, button.label),
        h('div', { style: { height: 12 } }),
        small([`${button.hint} `, h(Link, { key: 'link', href: button.url, style: STYLE.link }, button.url)], 'hint'),
      ),
    text([signature, h('br', { key: 'line' }), shop], 'signature'),
    h(Hr, { style: { borderColor: '#dddddd', margin: '8px 0 16px' } }),
    footer.map((one, position) => small(one, `footer-${position}`)),
  )
  const head = h(Head, null, h('title', null, subject), h('meta', { name: 'color-scheme', content: 'light' }))
  const page = h(Html, { lang: language, dir: 'ltr' }, head, h(Body, { style: STYLE.body }, content))
  return `<!doctype html>${renderToStaticMarkup(page)}`
}

/** The same as plain text: every mail has it. */
export function plainTextOf({ greeting, paragraphs, button, signature, shop, footer }: WrittenMail): string {
  const link = button ? [`${button.label}\n${button.url}`] : []
  const parts = [greeting, ...paragraphs, ...link, `${signature}\n${shop}`, `-- \n${footer.join('\n')}`]
  return `${parts.join('\n\n')}\n`
}
