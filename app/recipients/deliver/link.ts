import { config } from '../../platform/config.ts'
import { writtenToken } from '../../platform/link-token.ts'
import type { TaskSecret } from '../secret.ts'

/** Below it stand a shop and a token. */
export const RECIPIENTS_PATH = '/recipients'

/** Where the recipient reads whom it is about, and answers. */
export const answerLink = (shop: string, taskId: string, { link }: TaskSecret): string => {
  const token = writtenToken({ id: taskId, secret: Buffer.from(link, 'base64url') })
  return `${config.SHOPIFY_APP_URL}${RECIPIENTS_PATH}/${shop}/${token}`
}
