import type { CentrePurpose, CentreView, FiledRequest, HeldView, OwnRequest, ReceiptView } from './model.ts'

/** Shopify's CLI and `scripts/build-extensions.ts` put the app's address in its place. */
declare const process: { env: { APP_URL: string } }

/** Who calls, as the surface on which the extension runs says it. */
export interface Caller {
  /** Shopify's session token. */
  token(): Promise<string>
  /** BCP 47. */
  language: string
}

/** The app did not do it. `message` is for the person where the app gave a reason (409, 429), else empty. */
export class Refused extends Error {
  override name = 'Refused'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Answers for which the same call again is worth its time. */
const isPassing = (error: unknown) => !(error instanceof Refused) || error.status >= 500

/** The app's doors for a signed-in customer: `/account/privacy` and `/account/requests`. */
export function privacyApi({ token, language }: Caller) {
  async function call<Answer>(path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${process.env.APP_URL}/account${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${await token()}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const answer = await response.json().catch(() => ({}))
    if (response.ok) return answer
    const isReason = response.status === 409 || response.status === 429
    throw new Refused(response.status, isReason && typeof answer.error === 'string' ? answer.error : '')
  }

  const inLanguage = (path: string) => `${path}?language=${encodeURIComponent(language)}`

  return {
    view: () => call<CentreView>(inLanguage('/privacy')),
    held: () => call<HeldView>(inLanguage('/privacy/held')),
    receipts: () => call<{ receipts: ReceiptView[] }>('/privacy/receipts'),
    /** Tries a second time under the same id, which changes nothing where the first call had arrived. */
    choose: async (purpose: string, granted: boolean) => {
      const choice = { id: crypto.randomUUID(), purpose, granted, language, surface: 'account' }
      const send = () => call<{ purposes: CentrePurpose[] }>('/privacy/choices', choice)
      const { purposes } = await send().catch((error) => (isPassing(error) ? send() : Promise.reject(error)))
      return purposes
    },
    requests: () => call<{ requests: OwnRequest[] }>('/requests'),
    request: (id: string) => call<FiledRequest>(`/requests/${id}`),
    file: (asked: { kind: string; text: string }) => call<{ id: string }>('/requests', { ...asked, language }),
    act: (id: string, act: { name: 'confirm' | 'withdraw' } | { name: 'reply'; text: string }) =>
      call<FiledRequest>(`/requests/${id}`, act),
  }
}

export type PrivacyApi = ReturnType<typeof privacyApi>
