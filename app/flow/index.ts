/** Shopify Flow: what the shop's workflows are told of, and what they asked Kept to file (note 059). */
import { work } from '../platform/queue.ts'
import { workFlowEvent } from './fire.ts'
import { flowQueue } from './queues.ts'

export { insertFlowRun, requestOfFlowRun } from './store.ts'
export { tellFlow } from './tell.ts'

export const startFlowJobs = (): Promise<void> => work(flowQueue, (job) => workFlowEvent(job))
