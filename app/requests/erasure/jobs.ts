import { work } from '../../platform/queue.ts'
import { scheduleErasureCopies } from './copies/schedule.ts'
import { type ErasurePorts, erasurePorts } from './ports.ts'
import { erasureQueue } from './queues.ts'
import { scheduleErasureLooks } from './schedule.ts'
import { noteErasureGivenUp, workErasure } from './work.ts'

/** @param forgetMessages drops the bodies of waiting webhooks that name a person */
export async function startErasureJobs(forgetMessages: ErasurePorts['forgetMessages']): Promise<void> {
  const ports = erasurePorts(forgetMessages)
  await work(erasureQueue, (job) => workErasure(job, ports), noteErasureGivenUp)
  scheduleErasureLooks(ports)
  scheduleErasureCopies(ports)
}
