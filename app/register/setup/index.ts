/** The guided set-up: plain questions, whose answers make or change the register. */
export { answerQuestion, answersIn, revisionOf } from './answer.ts'
export { applyAnswers } from './apply.ts'
export { withProposed } from './merge.ts'
export { type Answers, answersSchema, QUESTIONS, type Question, TOOL_QUESTIONS, type ToolQuestion } from './model.ts'
export { type OfferedService, servicesOffered, servicesSeen } from './offered.ts'
export { registerFromAnswers } from './register-from-answers.ts'
export { reviewAnswers, type SetupReview } from './review.ts'
export { readSetup } from './store.ts'
