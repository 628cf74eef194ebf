import type { Page, Policy } from './model.ts'

/** What a shop had written itself before it installed Kept: too little, as most shops have it. */
interface Written {
  privacy: { title: string; body: string }
  refunds: { title: string; body: string }
  about: { handle: string; title: string; body: string }
}

export function firstTexts(
  { privacy, refunds, about }: Written,
  { nextId, at }: { nextId: () => number; at: string },
): { policies: Policy[]; pages: Page[] } {
  const dated = { createdAt: at, updatedAt: at }
  return {
    policies: [
      { id: nextId(), type: 'PRIVACY_POLICY', ...privacy, ...dated },
      { id: nextId(), type: 'REFUND_POLICY', ...refunds, ...dated },
    ],
    pages: [{ id: nextId(), ...about, isPublished: true, ...dated, publishedAt: at }],
  }
}
