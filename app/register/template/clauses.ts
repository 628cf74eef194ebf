import type { RegisterInput } from '../model.ts'
import { AUDIENCES, type Audience } from '../words.ts'
import type { WordingLookup } from './texts.ts'

const EVERYONE: Audience[] = [...AUDIENCES]

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
    id: 'unsubscribe-link',
    audience: EVERYONE,
    section: 'purposes',
    text: wording('clauses.unsubscribe-link.text'),
  },
  {
    id: 'territory',
    audience: EVERYONE,
    section: 'storage',
    text: wording('clauses.territory.text'),
  },
  // Each a fact of its own, which staff confirm or take out alone.
  ...(['security-access', 'security-accounts', 'security-encryption', 'security-backups'] as const).map(
    (id): Clauses[number] => ({ id, audience: EVERYONE, section: 'security', text: wording(`clauses.${id}.text`) }),
  ),
  {
    id: 'liability',
    audience: EVERYONE,
    section: 'liability',
    text: wording('clauses.liability.text'),
  },
  {
    id: 'browser-cookies',
    audience: EVERYONE,
    section: 'cookies',
    text: wording('clauses.browser-cookies.text'),
  },
]
