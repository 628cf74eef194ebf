import { randomUUID } from 'node:crypto'
import { type Filing, filing } from '../../app/requests/index.ts'

/** What staff fill in for a letter of somebody in France; the rest as given. */
export const aFiling = (given: object = {}): Filing =>
  filing.parse({
    kind: 'access',
    channel: 'email',
    asker: 'person',
    audience: 'consumer',
    email: `${randomUUID()}@example.com`,
    phone: '',
    customerId: '',
    receivedOn: '2026-06-10',
    country: 'FR',
    region: null,
    language: 'fr',
    text: 'Que savez-vous de moi ?',
    original: null,
    ...given,
  })
