import { type Composed, composeConfig, type Sources } from '../../app/banner/configuration/compose.ts'
import type { DisclosureState } from '../../app/banner/configuration/disclosure.ts'
import { DEFAULT_SETTINGS } from '../../app/banner/settings/model.ts'
import type { Register, RegisterInput } from '../../app/register/index.ts'
import { DEFAULT_PROXY_PATH } from '../../app/shopify/app-proxy/words.ts'
import { aPurpose, aRecipient, aRegister } from '../register/a-register.ts'

type Part<Key extends keyof RegisterInput> = NonNullable<RegisterInput[Key]> extends (infer Entry)[] ? Entry : never

/** A purpose that the banner asks. */
export const anAskedPurpose = (changed: Partial<Part<'purposes'>> = {}) =>
  aPurpose({
    id: 'statistics',
    topic: 'statistics',
    name: { en: 'Statistics', fr: 'Statistiques' },
    description: { en: 'We count visits.', fr: 'Nous comptons les visites.' },
    legalBasis: 'consent',
    signal: 'analytics',
    askedAt: ['banner'],
    recipients: ['counter'],
    ...changed,
  })

export const aCounter = (changed: Partial<Part<'recipients'>> = {}) =>
  aRecipient({ id: 'counter', service: 'digital_services', name: { en: 'Counter Ltd' }, ...changed })

export const aBannerRegister = (changed: Partial<RegisterInput> = {}): Register =>
  aRegister({
    languages: { default: 'en', offered: ['en', 'fr'] },
    purposes: [anAskedPurpose()],
    recipients: [aCounter()],
    ...changed,
  })

export const composed = (content: Register | null, changed: Partial<Sources> & { number?: number } = {}): Composed => {
  const { number = 1, ...sources } = changed
  return composeConfig({
    proxyPath: DEFAULT_PROXY_PATH,
    register: content && { number, content },
    settings: DEFAULT_SETTINGS,
    locales: ['en', 'fr'],
    before: {},
    ...sources,
  })
}

/** The configuration, where there has to be one. */
export function configOf(content: Register | null, changed: Partial<Sources> & { number?: number } = {}) {
  const made = composed(content, changed)
  if (!made.ok) throw new Error(`No configuration: ${made.problem.code}`)
  return made.config
}

/** One register published after another: what the last one asks, and of whom. */
export function published(...registers: Register[]) {
  let disclosure: DisclosureState = {}
  return registers.map((content, index) => {
    const made = composed(content, { number: index + 1, before: disclosure })
    if (!made.ok) throw new Error(`No configuration: ${made.problem.code}`)
    disclosure = made.disclosure
    return made.config
  })
}
