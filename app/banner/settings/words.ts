/** The closed lists of values in the banner's settings. */

/** Where the banner asks: only in regions whose law asks for it, or everywhere. */
export const MODES = ['regions', 'everywhere'] as const
export type Mode = (typeof MODES)[number]

export const POSITIONS = ['bottom', 'corner', 'center'] as const

/** How a visitor returns to their choices: by a floating button, or by a link in the theme's footer. */
export const REOPENERS = ['button', 'link'] as const

/** Who sees the link "Your Privacy Choices", in a shop that says that it has visitors from the United States. */
export const CHOICES_LINKS = ['us', 'everyone'] as const
export type ChoicesLink = (typeof CHOICES_LINKS)[number]

/** Both buttons share one colour, so that neither accepting nor refusing stands out. */
export const LOOK_COLOURS = ['background', 'text', 'button', 'buttonText'] as const

/** The texts that the merchant can replace, in the order of the form. */
export const BANNER_TEXTS = ['title', 'text', 'accept', 'refuse', 'choose'] as const
export type TextName = (typeof BANNER_TEXTS)[number]
