export const ACTIVITY = '/app/activity'
export const WITHDRAWALS = `${ACTIVITY}/withdrawals`

/** The proofs of all erasures. */
export const PROOFS = `${ACTIVITY}/proofs`

/** A version of a proof: the signed file, or a page in this language. */
export const proofFileOf = (erasureId: string, asked: { version: number; as: 'json' | 'html'; language: string }) =>
  `${PROOFS}/${erasureId}?${new URLSearchParams({ ...asked, version: String(asked.version) })}`

export const pageOfMessage = (id: string) => `${ACTIVITY}/${encodeURIComponent(id)}`
