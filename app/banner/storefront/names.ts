/** What this page has set, by name: never what it holds. What only the server can read (HttpOnly) is not seen. */
import { MAX_TRACKER_NAME, TRACKER_NAME } from '../../register/seen/limits.ts'
import { CHECK_KEY, MEMORY_KEY, STEP_KEY } from './page.ts'

const OWN = [MEMORY_KEY, CHECK_KEY, STEP_KEY]

/** A name that looks like a value, or holds somebody's address, is not one. The app takes no others. */
const isName = (name: string) => TRACKER_NAME.test(name) && name.length <= MAX_TRACKER_NAME && !OWN.includes(name)

export const cookieNames = () =>
  document.cookie
    .split('; ')
    .map((cookie) => cookie.split('=')[0] ?? '')
    .filter(isName)

export const storageNames = () =>
  [() => localStorage, () => sessionStorage].flatMap((store) => {
    try {
      return Object.keys(store()).filter(isName)
    } catch {
      return []
    }
  })
