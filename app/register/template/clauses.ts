import type { RegisterInput } from '../model.ts'
import type { Audience } from '../words.ts'
import type { Say } from './texts.ts'

const EVERYONE: Audience[] = ['consumer', 'professional']

type Clauses = NonNullable<RegisterInput['clauses']>

export const templateClauses = (say: Say, shopName: string): Clauses => [
  {
    id: 'our-word',
    audience: EVERYONE,
    section: 'introduction',
    text: say('clauses.our-word.text', { shopName }),
  },
  {
    id: 'social-networks',
    audience: EVERYONE,
    section: 'data',
    title: say('clauses.social-networks.title'),
    text: say('clauses.social-networks.text'),
  },
  {
    id: 'territory',
    audience: EVERYONE,
    section: 'storage',
    text: say('clauses.territory.text'),
  },
  {
    id: 'security-measures',
    audience: EVERYONE,
    section: 'security',
    text: say('clauses.security-measures.text'),
  },
  {
    id: 'liability',
    audience: EVERYONE,
    section: 'liability',
    text: say('clauses.liability.text'),
  },
  {
    // Loi 78-17, Art. 85.
    id: 'after-death',
    audience: EVERYONE,
    section: 'rights',
    text: say('clauses.after-death.text'),
  },
  {
    id: 'browser-cookies',
    audience: EVERYONE,
    section: 'cookies',
    text: say('clauses.browser-cookies.text'),
  },
]
