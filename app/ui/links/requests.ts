export const REQUESTS = '/app/requests'
