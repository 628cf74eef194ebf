/** The policy: what the register says, written for the people it is about. The only file other capabilities import. */
export { publicPage } from './archive/public-page.ts'
export { readVersion, type VersionRead, versionHistory } from './archive/read.ts'
export type { Comparison } from './archive/versions.ts'
export { compareDocuments, type StatementChange, textOf } from './compare/documents.ts'
export { type Drift, driftBetween } from './compare/drift.ts'
export { type WhatChanged, whatChanged } from './compare/what-changed.ts'
export { sideOf, type Words } from './compare/words.ts'
export { startPolicyJobs } from './jobs.ts'
export { POLICY_LANGUAGES, type PolicyLanguage, policyLanguageOf } from './languages.ts'
export { ART_13_14, type LawItem, lawGaps } from './law/items.ts'
export {
  type Occasion,
  PART_IDS,
  type PartId,
  type PolicyDocument,
  type SectionId,
  type Statement,
  type StatementKind,
  statementsOf,
  type Version,
} from './model.ts'
export { type Hindrance, type PolicyOverview, policyOverview } from './overview.ts'
export { cookiePageOf, policyOf } from './policy.ts'
export type { Preview } from './preview.ts'
export * from './publication/index.ts'
export { toHtml } from './render/html.ts'
export { toMarkdown } from './render/markdown.ts'
export { hashOfPage, normalise } from './render/normalise.ts'
export { MOST_BYTES, type Page, type PageTooLarge, pageOf, type Rendered } from './render/page.ts'
export { TEXT_ONLY } from './render/standalone.ts'
