import { useFetcher } from '@remix-run/react'
import { isOpenAudit } from '../../../../consent/audit/words.ts'
import type { AuditStatus } from '../../../../consent/index.ts'
import { useRefresh } from '../../../use-refresh.ts'

const REFRESH_MS = 1_000

/** Asks for an audit or stops it, and follows the one that runs. */
export function useAudit({ last }: AuditStatus) {
  const { submit, state } = useFetcher()
  const running = last !== null && isOpenAudit(last.state)
  useRefresh(running, REFRESH_MS)
  const ask = (intent: 'audit' | 'cancel_audit') =>
    submit(JSON.stringify({ intent }), { method: 'post', encType: 'application/json' })
  return { running, busy: state !== 'idle', begin: () => ask('audit'), cancel: () => ask('cancel_audit') }
}
