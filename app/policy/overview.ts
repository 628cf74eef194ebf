import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import type { StaffLanguage } from '../platform/i18n.ts'
import {
  contentHash,
  dayOf,
  type EntryRef,
  errorsOf,
  findings,
  type Register,
  readDraft,
  type SaidChange,
  sayChanges,
  type VersionSummary,
  versionInForce,
} from '../register/index.ts'
import { languagesOf } from './archive/versions.ts'
import { type WhatChanged, whatChanged } from './compare/what-changed.ts'
import type { PolicyLanguage } from './languages.ts'
import { lawGaps } from './law/items.ts'
import type { PartId } from './model.ts'
import { policyOf } from './policy.ts'
import { type Preview, previewOf } from './preview.ts'
import { cookieAddress, policyAddress } from './publication/addresses.ts'
import type { DocumentKind, Plan } from './publication/model.ts'
import { newestPublication, type Publication, publicationInForce } from './publication/store.ts'

/** What stands between the draft and publishing it; null when nothing does. */
export type Hindrance = 'errors' | 'being_published' | 'unchanged' | null

/** Where customers read what the shop shows, in the shop's own language. */
export type Addresses = Record<DocumentKind, string>

export interface PolicyOverview {
  /** Of the draft that this shows: what is published is what was looked at. */
  revision: number
  hindrance: Hindrance
  errors: number
  /** Null before the first version is in force. */
  changes: { total: number; first: SaidChange[] } | null
  inForce: VersionSummary | null
  /** What the shop shows; it may be from before the last publication, if that one was taken back. */
  shown: { id: string; version: number; acceptedAt: Date | null; addresses: Addresses | null } | null
  /** What customers would be told of the draft; null before the first version is in force. */
  news: WhatChanged | null
  /** The last time that something was published, whatever came of it. */
  publication: Omit<Publication, 'plan'> | null
  gaps: { article: string; what: string; entries: EntryRef[] }[]
  languages: PolicyLanguage[]
  document: DocumentKind
  language: PolicyLanguage
  preview: Preview
}

export interface Looking {
  staffLanguage: StaffLanguage
  document: DocumentKind
  /** Null: the shop's own. */
  language: PolicyLanguage | null
  reader: PartId
  /** Changed parts that are named at once. */
  size: number
}

/** The policy as staff find it: what the draft would say, what the shop shows, what is left to do. Null without a draft. */
export async function policyOverview(tx: ShopTransaction, looking: Looking): Promise<PolicyOverview | null> {
  const draft = await readDraft(tx)
  if (!draft) return null
  const { register, revision } = draft
  const inForce = await versionInForce(tx)
  const publication = await newestPublication(tx)
  const today = dayOf(clock.now())
  const shown = await publicationInForce(tx)
  const languages = [...new Set([...languagesOf({ register }), ...Object.values(shown?.plan?.languages ?? {})])]
  const wanted = languages.find((language) => language === looking.language)
  const language = wanted ?? languages[0] ?? 'en'
  const errors = errorsOf(findings(register, today)).length
  const isOpen = publication !== null && publication.finishedAt === null
  const isSame = inForce?.hash === contentHash(register)
  const { document, reader, staffLanguage, size } = looking
  return {
    revision,
    hindrance: isOpen ? 'being_published' : errors > 0 ? 'errors' : isSame ? 'unchanged' : null,
    errors,
    changes: inForce && sayChanges(inForce.register, register, { language: staffLanguage, size }),
    inForce: inForce && withoutContent(inForce),
    shown: shown && {
      id: shown.id,
      version: shown.version,
      acceptedAt: shown.acceptedAt,
      addresses: shown.plan && addressesOf(shown.plan),
    },
    news: inForce && newsFor(inForce.register, register, staffLanguage),
    publication: publication && withoutPlan(publication),
    gaps: gapsOf(register, staffLanguage, language),
    languages,
    document,
    language,
    preview: previewOf(register, { document, language, reader, today }),
  }
}

function addressesOf({ url, primary, cookieHandle }: Plan): Addresses {
  const reader = { url, primary, locale: primary }
  return { policy: policyAddress(reader), cookies: cookieAddress(reader, cookieHandle) }
}

const withoutContent = ({ register: _, ...summary }: VersionSummary & { register: Register }): VersionSummary => summary
const withoutPlan = ({ plan: _, ...publication }: Publication) => publication

function gapsOf(register: Register, staffLanguage: StaffLanguage, language: PolicyLanguage) {
  const written = policyOf(register, { language, version: { number: null, date: dayOf(clock.now()) } })
  return lawGaps(written, register).map(({ item, entries }) => ({
    article: item.article,
    what: item.what[staffLanguage],
    entries,
  }))
}

function newsFor(before: Register, after: Register, language: StaffLanguage): WhatChanged {
  const version = { number: null, date: dayOf(clock.now()) }
  return whatChanged(policyOf(before, { language, version }), policyOf(after, { language, version }), language)
}
