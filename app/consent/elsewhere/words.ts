/** Where somebody can give a consent that no page of Kept's asked for. */
export const GIVEN_AT = ['till', 'call_centre', 'paper', 'event', 'website', 'other'] as const

/** Who brought the evidence. */
export const EVIDENCE_ORIGINS = ['api', 'import'] as const
export type EvidenceOrigin = (typeof EVIDENCE_ORIGINS)[number]
