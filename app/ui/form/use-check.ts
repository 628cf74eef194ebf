import { useRef, useState } from 'react'
import type { FormCheck } from '../../register/index.ts'
import type { Json } from './json.ts'

/**
 * Asks the server to check a form while it is typed. This is not the page's own request, so nothing is loaded again.
 */
export function useCheck(url: string, begun: FormCheck) {
  const [check, setCheck] = useState(begun)
  const asked = useRef(0)
  const run = async (value: Json) => {
    asked.current += 1
    const mine = asked.current
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ value }) }).catch(() => null)
    // A late answer is about older input and is ignored. The next save reports problems again.
    if (answer?.ok && mine === asked.current) setCheck(await answer.json())
  }
  return { check, setCheck, run }
}
