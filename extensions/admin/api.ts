import type { RequestKind, RequestState } from '../../app/requests/words.ts'

/** What `/admin-extensions/customer` answers, as far as it is read here. */
export interface CustomerPrivacy {
  purposes: {
    id: string
    name: string
    partner: string | null
    state: 'granted' | 'denied' | 'not asked'
    since: string | null
  }[]
  open: {
    id: string
    kind: RequestKind
    state: RequestState
    /** A day. */
    dueOn: string | null
    urgency: 'later' | 'soon' | 'overdue' | null
  }[]
  openTotal: number
  total: number
  restriction: { since: string } | null
  lastContact: { at: string } | null
  holds: { keeps: string; law: string; until: string | null }[]
}

export interface HeldView {
  state: 'ready' | 'reading' | 'failed'
  groups: { id: string; name: string; rows: { name: string; value: string; source: string }[]; more: number }[]
}

export interface NewRequest {
  customer: string
  kind: string
  channel: string
  /** A day. */
  receivedOn: string
  text: string
}

/** The admin completes the address with the app's, and adds the session token of the member of staff. */
async function call<Answer>(path: string, body?: object): Promise<Answer> {
  const response = await fetch(`/admin-extensions${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`Kept answered ${response.status}`)
  return response.json()
}

interface Asked {
  customer: string
  /** As the texts of the extension are. */
  language: string
}

export const customerPrivacy = ({ customer, language }: Asked, orderedOn?: string) =>
  call<CustomerPrivacy>(`/customer?${new URLSearchParams({ customer, language, ...(orderedOn && { orderedOn }) })}`)

export const held = ({ customer, language }: Asked) =>
  call<HeldView>(`/held?${new URLSearchParams({ customer, language })}`)

export const startRequest = (request: NewRequest) => call<{ id: string }>('/requests', request)

/** The number at the end of Shopify's name of a resource. */
export const numberOf = (gid: string | undefined): string => /\/(\d+)$/.exec(gid ?? '')?.[1] ?? ''
