import type { StaffLanguage } from '../../platform/i18n.ts'
import { contactPageOf, type RegisterShop } from '../edit/start.ts'
import type { Option } from '../form/controls.ts'
import { countriesIn } from '../form/countries-in.ts'
import { type Answers, answersSchema } from './model.ts'
import { type OfferedService, servicesOffered, servicesSeen } from './offered.ts'
import type { Setup } from './store.ts'
import { QUESTIONS, type Question, TOOL_QUESTIONS } from './words.ts'

/** A question as a page asks it. */
export interface AskedQuestion {
  question: Question
  /** From 1. */
  number: number
  total: number
  /** The answers so far, as far as they are about this question. */
  answers: Answers
  /** What Shopify knows of the company. Staff read it before they say that it is so. */
  known: (Pick<RegisterShop, 'name' | 'address' | 'country' | 'email'> & { contactPageUrl: string }) | null
  /** The `base` of an answer: how often this one was given. */
  revision: number
  /** The services of a question about tools. */
  offered: OfferedService[]
  countries: Option[]
  previous: Question | null
  /** Null: it is the last that is open. */
  next: Question | null
}

/** The first question that nobody has reached; null when all were. */
export const firstOpen = ({ given }: Setup): Question | null => QUESTIONS.find((question) => !given[question]) ?? null

interface Asking {
  setup: Setup
  question: Question
  names: readonly string[]
  /** Null, except for the question who the company is, when nobody has answered it. */
  shop: RegisterShop | null
  language: StaffLanguage
}

export function askQuestion({ setup, question, names, shop, language }: Asking): AskedQuestion {
  const given = setup.given[question]
  const tools = TOOL_QUESTIONS.find((each) => each === question)
  const place = QUESTIONS.indexOf(question)
  const isComplete = firstOpen(setup) === null
  return {
    question,
    number: place + 1,
    total: QUESTIONS.length,
    answers: answersSchema.parse(given ? { [question]: given.answer } : {}),
    known: shop && { ...shop, contactPageUrl: contactPageOf(shop) },
    revision: given?.revision ?? 0,
    offered: tools ? servicesOffered(tools, servicesSeen(names)) : [],
    countries: countriesIn(language),
    previous: QUESTIONS[place - 1] ?? null,
    next: isComplete ? null : (QUESTIONS[place + 1] ?? null),
  }
}
