import type { ConnectedTool, NoticeOccasion } from '../words.ts'
import { klaviyo } from './klaviyo.ts'
import { mailchimp } from './mailchimp.ts'
import type { ToolConnection } from './model.ts'

export const CONNECTIONS: Record<ConnectedTool, ToolConnection> = { klaviyo, mailchimp }

export const canDo = (tool: ConnectedTool, occasion: NoticeOccasion): boolean =>
  CONNECTIONS[tool].does[occasion] !== undefined
