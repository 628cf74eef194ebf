// The stand-in's clock, moved by hand, is the app's clock too: months pass for both. Loaded before anything else, as
// route-shopify.mjs is. Timers and the database keep the machine's time, as they do when somebody sets a machine's clock.
const EVERY_MS = 500

const DateOfNode = globalThis.Date
const fetchOfNode = globalThis.fetch
let aheadMs = 0

class MovedDate extends DateOfNode {
  constructor(...given) {
    if (given.length === 0) super(MovedDate.now())
    else super(...given)
  }

  static now() {
    return DateOfNode.now() + aheadMs
  }

  /** Also what Node itself made, such as a copy from a thread. */
  static [Symbol.hasInstance](value) {
    return value instanceof DateOfNode
  }
}
Object.defineProperty(MovedDate, 'name', { value: 'Date' })
globalThis.Date = MovedDate

async function follow(url) {
  try {
    const answer = await fetchOfNode(url)
    ;({ aheadMs } = await answer.json())
  } catch {
    // The stand-in is gone or not there yet: the time goes on as it was.
  }
  setTimeout(() => void follow(url), EVERY_MS).unref()
}

const standIn = process.env.STAND_IN_SHOP_URL
if (standIn) await follow(new URL('/stand-in/clock', standIn))
