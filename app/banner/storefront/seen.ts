/**
 * For staff who opened the shop with `#kept` at the end of its address: tells Kept which trackers this page has, by
 * name, never what they hold. What only the server can read (HttpOnly) is not seen.
 */
import { MAX_REPORT_BYTES, MOST_NAMES_A_REPORT } from '../../register/seen/limits.ts'
import { cookieNames, storageNames } from './names.ts'
import { kept } from './page.ts'

/** Sites set some of theirs late, and others only after a choice. */
const LOOK_EVERY_MS = 3000
/** Leaves room for quotes, commas and the name that goes beyond it. */
const MOST_CHARACTERS = MAX_REPORT_BYTES - 548

const told = new Set<string>()

const tell = () => {
  const fresh: string[] = []
  for (const name of [...cookieNames(), ...storageNames()]) {
    if (told.has(name) || fresh.length === MOST_NAMES_A_REPORT || fresh.join().length > MOST_CHARACTERS) continue
    told.add(name)
    fresh.push(name)
  }
  if (fresh.length > 0) {
    fetch(`${kept.c.x}/trackers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ names: fresh }),
      redirect: 'error',
    }).catch(() => {
      for (const name of fresh) told.delete(name)
    })
  }
}

if (location.hash === '#kept') {
  tell()
  setInterval(tell, LOOK_EVERY_MS)
}
