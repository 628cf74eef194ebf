/** Whether a subscription that Shopify reports is the person's own. Pure. */

/** Shopify's webhooks write whole seconds. */
const second = (time: Date) => Math.floor(+time / 1000)

/**
 * A person's own consent has a time, and it is later than their objection: Shopify notes when somebody subscribes in a form, at
 * checkout or in their account. A list that is imported brings older consents, or consents without a time; of those nobody can
 * say that the person gave them since, and the controller has to be able to show it (GDPR Art. 7(1)).
 */
export const isOwnConsent = (saidAt: Date | null, suppressedSince: Date): boolean =>
  saidAt !== null && second(saidAt) > second(suppressedSince)
