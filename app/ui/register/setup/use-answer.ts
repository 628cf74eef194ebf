import { useFetcher, useNavigate } from '@remix-run/react'
import { createContext, useContext, useEffect, useState } from 'react'
import type { AnswerProblem, AskedQuestion } from '../../../register/index.ts'
import { pageOfQuestion } from '../../links/register.ts'

export interface Answering {
  asked: AskedQuestion
  /** Saves an answer and goes on to the next question. */
  send(answer: object): void
  /** Goes on without an answer; one that was given before stays. */
  skip(): void
  problem(path: string): AnswerProblem | undefined
  hasProblems: boolean
  busy: boolean
  /** Somebody else answered meanwhile. */
  conflict: { mine(): void; theirs(): void } | null
}

type Problems = Partial<Record<string, AnswerProblem>>
type Saved = { ok: true } | { ok: false; problems: Problems } | { ok: false; theirs: unknown; revision: number }

/** `onTheirs`: the question is shown again, with the answer that somebody else gave. */
export function useAnswer(asked: AskedQuestion, onTheirs: () => void): Answering {
  const { submit, data, state } = useFetcher<{ saved: Saved | null }>()
  const navigate = useNavigate()
  const [sent, setSent] = useState<object | null>(null)
  const { question, next } = asked
  // The revision that the answer began with: the loader has a newer one as soon as somebody else saved.
  const [base] = useState(asked.revision)
  const save = (answer: object | null, over: number) => {
    setSent(answer)
    submit(JSON.stringify({ intent: 'answer', question, answer, base: over }), {
      method: 'post',
      encType: 'application/json',
      action: '',
    })
  }
  const isSaved = state === 'idle' && data?.saved?.ok === true
  useEffect(() => {
    if (isSaved) navigate(pageOfQuestion(next ?? 'review'))
  }, [isSaved, next, navigate])

  const refused = state === 'idle' && data?.saved?.ok === false ? data.saved : null
  const problems: Problems = refused && 'problems' in refused ? refused.problems : {}
  return {
    asked,
    send: (answer) => save(answer, base),
    skip: () => (asked.answers[question] ? navigate(pageOfQuestion(next ?? 'review')) : save(null, base)),
    problem: (path) => problems[path],
    hasProblems: Object.keys(problems).length > 0,
    busy: state !== 'idle' || isSaved,
    conflict: refused && 'revision' in refused ? { mine: () => save(sent, refused.revision), theirs: onTheirs } : null,
  }
}

const AnsweringContext = createContext<Answering | null>(null)
export const AnsweringProvider = AnsweringContext.Provider

export function useAnswering(): Answering {
  const answering = useContext(AnsweringContext)
  if (!answering) throw new Error('A question is asked inside of its page')
  return answering
}
