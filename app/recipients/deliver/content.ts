import type { ShopTransaction } from '../../platform/db.ts'
import { controllerSignature } from '../../register/index.ts'
import type { TaskSecret } from '../secret.ts'
import type { TaskRow } from '../store.ts'
import { overdueAt } from '../timeline/model.ts'
import { readSchedule } from '../ways/store.ts'
import { NOTICE_ARTICLES } from '../words.ts'
import { answerLink } from './link.ts'

/** What a webhook says. The same for every try of a message. */
export async function noticeContent(tx: ShopTransaction, { task, secret }: { task: TaskRow; secret: TaskSecret }) {
  const { id, occasion, createdAt, reminders } = task
  const { name } = await controllerSignature(tx)
  return {
    type: 'recipient.notice',
    /** Of the notice: reminders have the same. */
    notice: id,
    occasion,
    law: `GDPR Art. ${NOTICE_ARTICLES[occasion]}`,
    isReminder: reminders > 0,
    shop: tx.shop,
    controller: name ?? tx.shop,
    since: createdAt.toISOString(),
    answerBy: overdueAt(task, await readSchedule(tx))
      .toISOString()
      .slice(0, 10),
    person: secret.person,
    changes: secret.changes,
    corrected: secret.corrected,
    answerUrl: answerLink(tx.shop, id, secret),
  }
}
