import { config } from '../platform/config.ts'

/** Whether mail can be sent at all. Pages that need it say so where it cannot. */
export const isMailConfigured = (): boolean => config.SMTP_URL !== undefined
