/** Screens that the shop's pages are looked at on (px). */
export const DEVICES = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const
export type Device = keyof typeof DEVICES

export const DEVICE_NAMES = ['desktop', 'phone'] as const satisfies readonly Device[]
