import { randomUUID } from 'node:crypto'

/** What the storefront's banner sends; each test says only what matters to it. */
export const aDecision = (changes: object = {}) => ({
  id: randomUUID(),
  visitor: randomUUID(),
  choices: { analytics: true, marketing: false },
  surface: 'banner',
  language: 'fr',
  region: 'FRIDF',
  gpc: false,
  banner: 'abcdef0123456789',
  ...changes,
})
