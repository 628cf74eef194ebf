import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { namesSeenByCheck } from '../banner/index.ts'
import { readJson } from '../platform/body.ts'
import { staffLanguage } from '../platform/i18n.ts'
import {
  answerQuestion,
  answersSchema,
  applyAnswers,
  askQuestion,
  firstOpen,
  listNames,
  MAX_ANSWER_BYTES,
  problemsInAnswer,
  QUESTIONS,
  readSetup,
  reviewAnswers,
} from '../register/index.ts'
import { readShopDetails } from '../shopify/shop-details.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { QuestionPage } from '../ui/register/setup/question-page.tsx'
import { ReviewPage } from '../ui/register/setup/review-page.tsx'

/** Nobody reads more changes than these at once. */
const CHANGES_SHOWN = 30

const question = z.enum(QUESTIONS)

export async function loader({ request }: LoaderFunctionArgs) {
  const { admin, inShop } = await asStaff(request)
  const language = staffLanguage(request)
  const { setup, names } = await inShop(async (tx) => ({
    setup: await readSetup(tx),
    names: [...(await listNames(tx)), ...(await namesSeenByCheck(tx))],
  }))
  const wanted = new URL(request.url).searchParams.get('question')
  const asked = question.safeParse(wanted).data ?? (wanted === 'review' ? null : firstOpen(setup))
  if (!asked) {
    const shop = await readShopDetails(admin)
    return { asked: null, review: await reviewAnswers({ inShop }, shop, { language, size: CHANGES_SHOWN }) }
  }
  // Shopify is asked only for what it alone knows.
  const shop = asked === 'company' && !setup.given.company ? await readShopDetails(admin) : null
  return { asked: askQuestion({ setup, question: asked, names, shop, language }), review: null }
}

const revision = z.int().min(0)
const request = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('answer'), question, answer: z.unknown(), base: revision }),
  z.object({ intent: z.literal('apply'), draft: revision.nullable(), answers: revision }),
])

export async function action({ request: sent }: ActionFunctionArgs) {
  const { admin, inShop, id: staffId } = await asStaff(sent)
  const body = request.safeParse(await readJson(sent, MAX_ANSWER_BYTES))
  if (!body.success) throw data(null, { status: 400 })
  if (body.data.intent === 'apply') {
    const { draft, answers } = body.data
    const shop = await readShopDetails(admin)
    return { applied: await inShop((tx) => applyAnswers(tx, { seen: { draft, answers }, shop }, staffId)), saved: null }
  }
  const { question, base } = body.data
  const answers = answersSchema.safeParse({ [question]: body.data.answer })
  if (!answers.success) return { saved: { ok: false, problems: problemsInAnswer(answers.error.issues) }, applied: null }
  const answer = answers.data[question] ?? null
  return { saved: await inShop((tx) => answerQuestion(tx, { question, answer, base }, staffId)), applied: null }
}

export default function Setup() {
  const { asked, review } = useLoaderData<typeof loader>()
  return asked ? <QuestionPage asked={asked} /> : <ReviewPage review={review} />
}

export const ErrorBoundary = PageError
