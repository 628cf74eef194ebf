/** How long and how many the banner's settings may be. What they share with the register is in `register/limits.ts`. */
import type { TextName } from './words.ts'

/** Characters. The first layer has to stay small on a phone, and buttons on one line. */
export const MAX_TEXTS = { title: 60, text: 200, accept: 24, refuse: 24, choose: 24 } as const satisfies Record<
  TextName,
  number
>

/** Characters of the line that says what a purpose is for. */
export const MAX_LINE = 140

export const MOST_LANGUAGES = 60

export const MAX_POLICY_URL = 500

/** Pixels. */
export const MAX_RADIUS = 24

/** As browsers pick it: `#1a1a1a`. */
export const COLOUR = /^#[0-9a-f]{6}$/
export const MAX_COLOUR = '#1a1a1a'.length

/** Of settings as they are sent: texts in every language and a line for every purpose, and some more. */
export const MAX_SETTINGS_BYTES = 200_000
