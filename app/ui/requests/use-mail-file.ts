import { useState } from 'react'
import type { ReadMail } from '../../requests/index.ts'
import { MAX_ORIGINAL_BYTES } from '../../requests/limits.ts'
import { READ_MAIL } from '../links/requests.ts'

export interface MailFile {
  name: string
  /** The whole e-mail in Base64: it is kept with the request. */
  original: string
}

type MailProblem = 'too_long' | 'no_mail' | 'not_read'

/** Reads an e-mail that staff dropped on the page. Nothing is stored before the request is filed. */
export function useMailFile(onRead: (mail: ReadMail) => void) {
  const [file, setFile] = useState<MailFile | null>(null)
  const [problem, setProblem] = useState<MailProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const read = async ([chosen]: File[]) => {
    if (!chosen) return
    setProblem(null)
    if (chosen.size > MAX_ORIGINAL_BYTES) return setProblem('too_long')
    setBusy(true)
    const bytes = new Uint8Array(await chosen.arrayBuffer())
    const answer = await fetch(READ_MAIL, { method: 'POST', body: bytes }).catch(() => null)
    const mail: ReadMail | null = answer?.ok ? (await answer.json()).mail : null
    setBusy(false)
    if (!answer?.ok) return setProblem('not_read')
    if (!mail) return setProblem('no_mail')
    setFile({ name: chosen.name, original: base64Of(bytes) })
    onRead(mail)
  }
  return { file, problem, busy, read, remove: () => setFile(null) }
}

/** Portions, because a call takes only so many arguments. */
function base64Of(bytes: Uint8Array): string {
  const PORTION = 0x8000
  let binary = ''
  for (let start = 0; start < bytes.length; start += PORTION) {
    binary += String.fromCharCode(...bytes.subarray(start, start + PORTION))
  }
  return btoa(binary)
}
