import { useState } from 'react'
import type { OfferedService } from '../../../register/index.ts'
import { TOOL_QUESTIONS } from '../../../register/setup/words.ts'
import { addressIn } from './fields.tsx'
import { useAnswering } from './use-answer.ts'
import { useRows } from './use-rows.ts'

interface Picked {
  id: string
  /** Empty: not said. */
  country: string
  seen: boolean
}

/** What staff tick and name in a question about tools. */
export function useTools() {
  const { asked } = useAnswering()
  const { offered, answers, question } = asked
  const tools = TOOL_QUESTIONS.find((each) => each === question)
  const before = (tools && answers[tools]) ?? null
  const [picked, setPicked] = useState<Picked[]>(() =>
    before
      ? before.services.map(({ id, country, seen }) => ({ id, country: country ?? '', seen }))
      : offered.filter(({ isSeen }) => isSeen).map(({ id }) => ({ id, country: '', seen: true })),
  )
  const [isNone, setNone] = useState(before !== null && before.services.length + before.others.length === 0)
  const named = useRows(before?.others ?? [])
  const toggle = ({ id }: OfferedService, on: boolean) => {
    setPicked((now) => (on ? [...now, { id, country: '', seen: false }] : now.filter((each) => each.id !== id)))
    if (on) setNone(false)
  }
  const setCountry = (id: string, country: string) =>
    setPicked((now) => now.map((each) => (each.id === id ? { ...each, country } : each)))
  const chooseNone = (on: boolean) => {
    setNone(on)
    if (!on) return
    setPicked([])
    named.clear()
  }
  const isOpen = !isNone && picked.length + named.rows.length === 0
  const answer = {
    services: picked.map(({ id, country, seen }) => ({ id, country: country || null, seen })),
    others: named.rows.map(({ name, country, privacyPolicyUrl }) => ({
      ...{ name, country },
      privacyPolicyUrl: addressIn(privacyPolicyUrl),
    })),
  }
  const add = () => {
    setNone(false)
    named.add()
  }
  return { picked, toggle, setCountry, isNone, chooseNone, ...named, add, answer, isOpen }
}

export type Tools = ReturnType<typeof useTools>
