import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { NewEvent } from '../../app/consent/index.ts'
import type { SubjectId } from '../../app/subjects/index.ts'

export const aSubject = () => randomUUID() as SubjectId

/** A valid event to record. A test changes only what matters to it. */
export const anEvent = (changes: Partial<NewEvent> = {}): NewEvent => ({
  id: uuidv7(),
  subject: aSubject(),
  source: 'banner',
  choices: { analytics: true, marketing: false },
  banner: { hash: 'abcdef0123456789', language: 'fr' },
  region: 'FRIDF',
  gpc: false,
  shopifyConsentId: null,
  previous: null,
  ...changes,
})
