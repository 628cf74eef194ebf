/** The draft that staff edit, and the numbered versions that publishing makes of it. */
export { type Excerpt, excerptOf } from './excerpt-store.ts'
export { freezeDraft, type Judgement, judge } from './freeze.ts'
export { type KnownPurpose, knownPurposes } from './purposes-store.ts'
export * from './store.ts'
