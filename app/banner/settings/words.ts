/** The closed lists that the banner's settings are written in. */

/** Where the banner asks: where the law wants it, or everywhere. */
export const MODES = ['regions', 'everywhere'] as const
export type Mode = (typeof MODES)[number]

export const POSITIONS = ['bottom', 'corner', 'center'] as const

/** How a visitor gets back to their choices: a floating button, or a link that the theme has in its footer. */
export const REOPENERS = ['button', 'link'] as const

/** There is one colour for both buttons: accepting and refusing cannot be told apart by it. */
export const LOOK_COLOURS = ['background', 'text', 'button', 'buttonText'] as const

/** What the merchant can say in words of their own, in the order of the form. */
export const BANNER_TEXTS = ['title', 'text', 'accept', 'refuse', 'choose'] as const
export type TextName = (typeof BANNER_TEXTS)[number]
