/** Consents that were given elsewhere, and what is kept to show it (GDPR Art. 7(1)). Pure. */
import { z } from 'zod'
import { MAX_ASKED_BY, MAX_LANGUAGE, MAX_REFERENCE, MAX_TOOL_VERSION, MAX_WORDING } from './limits.ts'
import { GIVEN_AT } from './words.ts'

const text = (most: number) => z.string().trim().min(1).max(most)

const languageTag = z
  .string()
  .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/)
  .max(MAX_LANGUAGE)

/** What is about nobody. */
export const evidenceFacts = z.strictObject({
  /** Where the person was asked; null where the file does not say. */
  where: z.enum(GIVEN_AT).nullable(),
  /** When they chose, as it was stated; null where nobody stated it. */
  statedAt: z.iso.datetime().nullable(),
  /** The tool's own name of what it showed. */
  version: text(MAX_TOOL_VERSION).nullable(),
  /** The name of the tool that it was imported from. */
  tool: text(MAX_TOOL_VERSION).nullable(),
})
export type EvidenceFacts = z.infer<typeof evidenceFacts>

/** What leads to somebody: sealed under the person's key. */
export const evidenceOfPerson = z.strictObject({
  /** The person, the till or the campaign that asked. */
  askedBy: text(MAX_ASKED_BY).nullable(),
  /** The record's number in the other system. */
  reference: text(MAX_REFERENCE).nullable(),
})
export type EvidenceOfPerson = z.infer<typeof evidenceOfPerson>

/** The words that the person was asked with. */
export const wording = z.strictObject({ language: languageTag, text: text(MAX_WORDING) })
export type Wording = z.infer<typeof wording>
