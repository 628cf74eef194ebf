import { clock } from '../../app/platform/clock.ts'

/** Sets the app's clock to a moment of the past; it goes on from there. */
export const setClock = (at: Date): void => clock.shift(+at - Date.now())

export const setClockToNow = (): void => clock.shift(0)
