export const ACTIVITY = '/app/activity'
export const WITHDRAWALS = `${ACTIVITY}/withdrawals`

export const pageOfMessage = (id: string) => `${ACTIVITY}/${encodeURIComponent(id)}`
