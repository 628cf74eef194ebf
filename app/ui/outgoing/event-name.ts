import { useTranslations } from 'use-intl'
import { OUTGOING_EVENTS, TEST_EVENT } from '../../outgoing/words.ts'

const KEYS = {
  'consent.changed': 'consent_changed',
  'request.moved': 'request_moved',
  'person.erased': 'person_erased',
  [TEST_EVENT]: 'webhook_test',
} as const

/** What an event is called. One of a later release is called as it is sent. */
export function useEventName(): (type: string) => string {
  const t = useTranslations('outgoing.event')
  return (type) => {
    const known = [...OUTGOING_EVENTS, TEST_EVENT].find((one) => one === type) as keyof typeof KEYS | undefined
    return known ? t(KEYS[known]) : type
  }
}
