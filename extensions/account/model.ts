/**
 * What the app's doors answer to extensions, as far as they read it. The app's own types would make the compiler read the
 * whole app; `tests/doors/account-answers.test.ts` holds the two against each other.
 */
import type { RequestKind, RequestState } from '../../app/requests/words.ts'

export interface OwnRequest {
  id: string
  kind: RequestKind
  state: RequestState
  /** A day. */
  receivedOn: string
}

export interface FiledRequest extends OwnRequest {
  dueOn: string | null
  question: string | null
  refusal: string | null
  canConfirm: boolean
  canWithdraw: boolean
  downloadUntil: string | null
}

export interface CentrePurpose {
  id: string
  name: string
  description: string
  asks: 'device' | 'email' | 'sms' | 'partner'
  /** The brand's name. */
  partner: string | null
  state: 'granted' | 'denied' | 'not asked'
  since: string | null
  /** What the switch shows: a legitimate interest is on until the person objects. */
  isOn: boolean
  canGrant: boolean
  /** Why it cannot be granted here: a sentence for the person. */
  why: string | null
}

export interface CentreView {
  purposes: CentrePurpose[]
  requests: OwnRequest[]
  /** That can be filed here. */
  rights: { kind: RequestKind; name: string }[]
  company: { name: string; role: string } | null
  /** "Your privacy choices" of the United States applies. */
  choicesOfUs: boolean
  links: { policy: string | null; centre: string }
}

export interface HeldView {
  state: 'ready' | 'reading' | 'failed'
  groups: { id: string; name: string; rows: { name: string; value: string; source: string }[]; more: number }[]
}

export interface ReceiptView {
  id: string
  at: string
  purposes: string[]
  address: string
}
