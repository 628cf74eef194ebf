/**
 * The opt-out icon that the title of the link stands beside: a blue pill with a tick on white and a cross on blue (Cal. Code
 * Regs. tit. 11, § 7015(b)). Drawn here after the regulation's picture.
 */
export const OPT_OUT_ICON =
  '<svg aria-hidden="true" width="30" height="14" viewBox="0 0 30 14" fill="none" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round"><rect width="30" height="14" rx="7" fill="#06f"/><path d="M7.4 1.2h9.9l-3.1 11.6H7.4a5.8 5.8 0 0 1 0-11.6z" fill="#fff"/><path d="M5.8 7.3 8 9.5l4.3-5" stroke="#06f"/><path d="m19.1 4.4 5.1 5.2m0-5.2-5.1 5.2" stroke="#fff"/></svg>'
