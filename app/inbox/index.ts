/** Shopify's webhooks: stored once, worked by a job, shown to staff. */
export { eraseInstalledShop, markHandled, readMessageBody, retryMessage, whoIsNamed } from './handle.ts'
export { startInboxJobs } from './jobs.ts'
export {
  INBOX_BODIES,
  INSTALLED_AGAIN,
  type MessageState,
  messageId,
  needsStaff,
} from './model.ts'
export { receiveWebhook } from './receive.ts'
export { countMessages, getMessage, type InboxEntry, listMessages, messagesOfRequests } from './store.ts'
export { isTopic, TOPICS_BY_PATH, type Topic } from './topics/index.ts'
export { forgetMessagesAbout } from './waiting-store.ts'
