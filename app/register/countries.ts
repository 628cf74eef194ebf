import countries from './data/countries.json' with { type: 'json' }

/** The scope of an adequacy decision: everyone, commercial organisations, or listed participants. */
const ADEQUACY_SCOPES = ['all', 'commercial', 'participants'] as const
type AdequacyScope = (typeof ADEQUACY_SCOPES)[number]

/**
 * A decision of the European Commission under GDPR Art. 45(3), or under Directive 95/46/EC and kept in force by Art.
 * 45(9).
 */
export interface AdequacyDecision {
  country: string
  /** The decision's number and its place in the Official Journal. */
  decision: string
  source: string
  /** The day of its adoption. */
  date: string
  scope: AdequacyScope
  /** The last day, where the decision names one. */
  until: string | null
}

const scopeOf = (scope: string): AdequacyScope => {
  const known = ADEQUACY_SCOPES.find((each) => each === scope)
  if (!known) throw new Error(`countries.json: no such scope: ${scope}`)
  return known
}

/** The day on which the lists were last compared with their sources. */
export const COUNTRIES_AS_OF = countries.asOf

export const EU_COUNTRIES: ReadonlySet<string> = new Set(countries.eu.countries)
export const EEA_COUNTRIES: ReadonlySet<string> = new Set([...countries.eu.countries, ...countries.efta.countries])
const EEA_CODES: ReadonlySet<string> = new Set([...EEA_COUNTRIES, ...countries.outermost.countries])

export const ADEQUACY_DECISIONS: readonly AdequacyDecision[] = countries.adequacy.map((decision) => ({
  ...decision,
  scope: scopeOf(decision.scope),
}))

const decisions = new Map(ADEQUACY_DECISIONS.map((decision) => [decision.country, decision]))

/** Whether data there stays in the EU/EEA. EU territories with their own ISO code (Réunion) count. */
export const isInEea = (country: string): boolean => EEA_CODES.has(country)

/** The adequacy decision that covers a country on a day (`2026-11-23`), if there is one. */
export function adequacyOf(country: string, today: string): AdequacyDecision | undefined {
  const decision = decisions.get(country)
  if (!decision || decision.date > today || (decision.until !== null && decision.until < today)) return undefined
  return decision
}
