/** What stood beside a choice that no banner asked for: it proves what somebody agreed to (GDPR Art. 7(1)). Pure. */

export interface ShownWording {
  /** Where it stood: `privacy_centre`, `account`, `newsletter`, or a place outside of the storefront. */
  place: string
  /** BCP 47. */
  language: string
  purposes: {
    key: string
    name: string
    description: string
    /** Of a partner brand. */
    partner?: string
  }[]
  /** What stood around it: the question, the button that was pressed. */
  around: string[]
}
