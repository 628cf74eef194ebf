import { scheduleReminders } from './reminders/schedule.ts'

export async function startRequestJobs(): Promise<void> {
  scheduleReminders()
}
