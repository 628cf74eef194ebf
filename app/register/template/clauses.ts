import type { RegisterInput } from '../model.ts'
import type { Audience } from '../words.ts'
import type { WordingLookup } from './texts.ts'

const EVERYONE: Audience[] = ['consumer', 'professional']

type Clauses = NonNullable<RegisterInput['clauses']>

export const templateClauses = (wording: WordingLookup, shopName: string): Clauses => [
  {
    id: 'our-word',
    audience: EVERYONE,
    section: 'introduction',
    text: wording('clauses.our-word.text', { shopName }),
  },
  {
    id: 'social-networks',
    audience: EVERYONE,
    section: 'data',
    title: wording('clauses.social-networks.title'),
    text: wording('clauses.social-networks.text'),
  },
  {
    id: 'territory',
    audience: EVERYONE,
    section: 'storage',
    text: wording('clauses.territory.text'),
  },
  {
    id: 'security-measures',
    audience: EVERYONE,
    section: 'security',
    text: wording('clauses.security-measures.text'),
  },
  {
    id: 'liability',
    audience: EVERYONE,
    section: 'liability',
    text: wording('clauses.liability.text'),
  },
  {
    // Loi 78-17, Art. 85.
    id: 'after-death',
    audience: EVERYONE,
    section: 'rights',
    text: wording('clauses.after-death.text'),
  },
  {
    id: 'browser-cookies',
    audience: EVERYONE,
    section: 'cookies',
    text: wording('clauses.browser-cookies.text'),
  },
]
