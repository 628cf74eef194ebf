/** What a version of the banner is named by. */
export const BANNER_HASH = /^[a-f0-9]{8,64}$/
