/** A version's text for customers at its permanent address, in each language. Pure: made once, at publication. */
import { createHash } from 'node:crypto'
import { dayOf, type Register } from '../../register/index.ts'
import { type WhatChanged, whatChanged } from '../compare/what-changed.ts'
import { POLICY_LANGUAGES, type PolicyLanguage } from '../languages.ts'
import type { PolicyDocument } from '../model.ts'
import { toHtml } from '../render/html.ts'
import { WRITERS } from '../writers.ts'

/** A version with its parsed register. */
export interface ParsedVersion {
  register: Register
  number: number
  createdAt: Date
}

export interface Reading {
  language: PolicyLanguage
  /** The shop's own language. */
  isOwn: boolean
  title: string
  /** The body as it was written to the shop; for a version that never was, as Kept renders it. */
  html: string
  /** The changes from the version before it; null for the first. */
  changes: WhatChanged | null
  /** SHA-256 of all other fields, in hex: the basis of the entity tag. */
  hash: string
}

/** The languages in which a register's policy is offered, the shop's own first. */
export function offeredLanguages({ register }: Pick<ParsedVersion, 'register'>): PolicyLanguage[] {
  const { offered, default: own } = register.languages
  const found = POLICY_LANGUAGES.filter((language) => offered.includes(language))
  return found.toSorted((a, b) => Number(b === own) - Number(a === own))
}

export const documentOf = (
  { register, number, createdAt }: ParsedVersion,
  document: PolicyDocument['document'],
  language: PolicyLanguage,
): PolicyDocument => WRITERS[document](register, { language, version: { number, date: dayOf(createdAt) } })

export interface ReadingSources {
  version: ParsedVersion
  /** The version before it that customers could read; null for the first. */
  before: ParsedVersion | null
  /** The pages as they were written to the shop; none when they never were. */
  pages: readonly { locale: string; language: PolicyLanguage; title: string; html: string }[]
  /** The shop's own locale. */
  primary: string | null
}

export function readingsOf({ version, before, pages, primary }: ReadingSources): Reading[] {
  const bodies = pages.length > 0 ? bodiesOf(pages, primary) : bodiesFrom(version)
  return bodies.map((body) => {
    const { language } = body
    const changes =
      before && whatChanged(documentOf(before, 'policy', language), documentOf(version, 'policy', language), language)
    const read = { ...body, changes }
    return { ...read, hash: createHash('sha256').update(JSON.stringify(read)).digest('hex') }
  })
}

type Body = Omit<Reading, 'changes' | 'hash'>

/** One reading per language. When two locales share a language, the shop's own locale counts. */
function bodiesOf(pages: ReadingSources['pages'], primary: string | null): Body[] {
  const own = pages.find(({ locale }) => locale === primary) ?? pages[0]
  const byLanguage = new Map([...pages].reverse().map((page) => [page.language, page]))
  if (own) byLanguage.set(own.language, own)
  return [...byLanguage.values()].map(({ language, title, html, locale }) => ({
    language,
    isOwn: locale === own?.locale,
    title,
    html,
  }))
}

function bodiesFrom(version: ParsedVersion): Body[] {
  const offered = offeredLanguages(version)
  const languages: PolicyLanguage[] = offered.length > 0 ? offered : ['en']
  return languages.map((language, index) => {
    const written = documentOf(version, 'policy', language)
    return { language, isOwn: index === 0, title: written.title, html: toHtml(written) }
  })
}
