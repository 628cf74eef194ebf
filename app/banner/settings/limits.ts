/** Limits of the banner's settings. Limits that are shared with the register are in `register/limits.ts`. */
import type { TextName } from './words.ts'

/** Characters. The first layer must stay small on a phone, and each button must fit on one line. */
export const MAX_TEXTS = { title: 60, text: 200, accept: 24, refuse: 24, choose: 24 } as const satisfies Record<
  TextName,
  number
>

/** Characters of the line that explains a purpose. */
export const MAX_LINE = 140

export const MOST_LANGUAGES = 60

export const MAX_POLICY_URL = 500

/** Pixels. */
export const MAX_RADIUS = 24

/** The form in which a browser's colour picker gives a colour: `#1a1a1a`. */
export const COLOUR = /^#[0-9a-f]{6}$/
export const MAX_COLOUR = '#1a1a1a'.length

/** Bytes of a settings form: texts in every language and a line for every purpose, with a margin. */
export const MAX_SETTINGS_BYTES = 200_000
