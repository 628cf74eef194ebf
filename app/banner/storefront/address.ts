/**
 * Finds Kept again after the merchant has chosen another prefix for the app proxy: a call to the old address is a page not
 * found. Only asks where Kept is: what stands at another address is nobody's to read a record. The call that is answered
 * tells Kept the new address, and the next configuration has it. Another subpath cannot be guessed: staff tell it.
 */
import { PROXY_ADDRESS, PROXY_PREFIXES } from '../../shopify/app-proxy/words.ts'
import { kept } from './page.ts'

const isKept = async (path: string) => {
  try {
    const answer = await fetch(`${path}/${PROXY_ADDRESS}`, { redirect: 'error' })
    return answer.ok && !!(await answer.json()).kept
  } catch {
    return false
  }
}

const look = async () => {
  const [, root, own, subpath] = /^(.*)\/([^/]+)\/([^/]+)$/.exec(kept.c.x) ?? []
  for (const prefix of PROXY_PREFIXES) {
    const path = `${root}/${prefix}/${subpath}`
    if (prefix === own || !(await isKept(path))) continue
    kept.c.x = path
    return true
  }
  return false
}

let looked: Promise<boolean> | undefined

/** Once a page, whatever it finds. */
export const findKept = () => {
  looked ??= look()
  return looked
}
