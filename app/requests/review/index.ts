/** A person reviews what a machine decided about an order (GDPR Art. 22(3), note 054). */
export { actOnReview, type ReviewAct, type ReviewActResult, reviewAct } from './act.ts'
export { type ReviewView, readReviewOf } from './read.ts'
