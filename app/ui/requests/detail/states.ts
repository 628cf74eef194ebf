import type { RequestState } from '../../../requests/words.ts'

export const STATE_TONES: Record<RequestState, 'attention' | 'info' | 'success' | 'warning' | undefined> = {
  received: 'attention',
  identity_check: 'warning',
  in_progress: 'info',
  waiting_for_person: 'warning',
  answered: 'success',
  refused: undefined,
  withdrawn: undefined,
  joined: undefined,
  erased: undefined,
}
