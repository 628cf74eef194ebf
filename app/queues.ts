import { bannerQueue } from './banner/queues.ts'
import { forgetCopyQueue, heldCopyQueue } from './centre/queues.ts'
import { importQueue } from './consent/imports/queues.ts'
import { auditQueue, deliveryQueue, writeBackQueue } from './consent/queues.ts'
import { driftMailQueue, lookQueue } from './drift/queues.ts'
import { flowQueue } from './flow/queues.ts'
import { webhookQueue } from './inbox/queues.ts'
import { mailQueue } from './mail/queues.ts'
import { outgoingQueue } from './outgoing/queues.ts'
import type { Queue } from './platform/define-queue.ts'
import { linksQueue, publicationQueue, publishedQueue } from './policy/queues.ts'
import { recipientQueue } from './recipients/queues.ts'
import { answerQueue } from './requests/answer/queues.ts'
import { erasureQueue } from './requests/erasure/queues.ts'
import { collectionQueue } from './requests/held/queues.ts'
import { objectionQueue } from './requests/objection/queues.ts'
import { placeQueue } from './requests/place/queues.ts'
import { intakeQueue, linkQueue } from './requests/queues.ts'
import { rectificationQueue } from './requests/rectification/queues.ts'
import { restrictionQueue } from './requests/restriction/queues.ts'

/** Every queue of the application. `npm run migrate` creates them in the database. */
export const QUEUES = [
  webhookQueue,
  publicationQueue,
  publishedQueue,
  linksQueue,
  bannerQueue,
  writeBackQueue,
  deliveryQueue,
  auditQueue,
  importQueue,
  lookQueue,
  driftMailQueue,
  answerQueue,
  placeQueue,
  mailQueue,
  recipientQueue,
  outgoingQueue,
  collectionQueue,
  erasureQueue,
  rectificationQueue,
  restrictionQueue,
  objectionQueue,
  intakeQueue,
  linkQueue,
  heldCopyQueue,
  forgetCopyQueue,
  flowQueue,
].flatMap(({ name, options, givenUp }): Pick<Queue, 'name' | 'options'>[] => [
  // The queues that given-up jobs move to must be created first.
  ...(givenUp ? [givenUp] : []),
  { name, options },
])
