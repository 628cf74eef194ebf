/** What is held about who asks: read from Shopify and from Kept, and the rules of what they get of it. */
export { answeredRows } from './answered.ts'
export { chooseHeld, type HeldChoiceResult, heldChoice } from './choose.ts'
export { readGrantedAccess } from './granted-access.ts'
export * from './model.ts'
export { type HeldPageOfRows, heldQuery, readHeldPage, type SeenRow } from './page.ts'
export { type Collection, readCollection } from './read.ts'
export { startCollecting } from './start.ts'
export { destroyCollections, forgetCollections, shopsWithClosed } from './store.ts'
