import { useRef, useState } from 'react'
import type { FormCheck } from '../../register/index.ts'
import type { Json } from './json.ts'

/** Asks the server what it makes of a form as it is typed. Not an answer to the page: nothing is loaded again. */
export function useCheck(url: string, begun: FormCheck) {
  const [check, setCheck] = useState(begun)
  const asked = useRef(0)
  const run = async (value: Json) => {
    asked.current += 1
    const mine = asked.current
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ value }) }).catch(() => null)
    // An answer that comes late is about what is no longer there; a save says again what is wrong.
    if (answer?.ok && mine === asked.current) setCheck(await answer.json())
  }
  return { check, setCheck, run }
}
