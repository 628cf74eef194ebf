import { work } from '../platform/queue.ts'
import { repeat } from '../platform/repeat.ts'
import { advanceOutgoing } from './advance.ts'
import { outgoingQueue } from './queues.ts'
import { type TellStaffOff, workOutgoing } from './work.ts'

const LOOK_EVERY_MS = 15_000

/** @param tellStaff what is done when an address is switched off */
export async function startOutgoingJobs(tellStaff: TellStaffOff): Promise<void> {
  await work(outgoingQueue, (job) => workOutgoing(job, tellStaff))
  repeat(LOOK_EVERY_MS, advanceOutgoing, 'it could not be found out which webhooks are due')
}
