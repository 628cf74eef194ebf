import { useFetcher, useNavigate } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { MakeResult, NextStep } from '../../../requests/index.ts'
import { POLICY } from '../../links/policy.ts'
import { answerFileOf, heldOf } from '../../links/requests.ts'

type Doable = 'publish' | 'collect' | 'look' | 'make' | 'answer'

const isDoable = (step: NextStep | null): step is Doable =>
  step === 'publish' || step === 'collect' || step === 'look' || step === 'make' || step === 'answer'

/** The main button of a request that a file answers: what comes next, and what it does. Null when there is nothing to do. */
export function useNextStep(requestId: string, step: NextStep | null, onAnswer: () => void) {
  const t = useTranslations('requestAnswer.steps')
  const navigate = useNavigate()
  const { submit, data, state } = useFetcher<MakeResult>()
  const send = (action: string, intent: string) =>
    submit(JSON.stringify({ intent }), { method: 'post', action, encType: 'application/json' })
  const make = () => send(answerFileOf(requestId), 'make')
  const does: Record<Doable, () => void> = {
    publish: () => navigate(POLICY),
    collect: () => send(heldOf(requestId), 'start'),
    look: () => {
      send(answerFileOf(requestId), 'look')
      navigate(heldOf(requestId))
    },
    make,
    answer: onAnswer,
  }
  return {
    make,
    busy: state !== 'idle',
    problem: data && !data.ok ? data.reason : null,
    primary: isDoable(step) ? { content: t(step), onAction: does[step], loading: state !== 'idle' } : null,
  }
}
