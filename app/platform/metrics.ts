import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

export const registry = new Registry()
collectDefaultMetrics({ register: registry })

/** Labels are fixed words and statuses: never a shop, a path or anything that a person typed. */
export const doorRequests = new Counter({
  name: 'kept_door_requests_total',
  help: 'Requests answered by the hot doors',
  labelNames: ['door', 'status'],
  registers: [registry],
})

export const doorSeconds = new Histogram({
  name: 'kept_door_seconds',
  help: 'How long the hot doors took to answer',
  labelNames: ['door'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
  registers: [registry],
})

export const jobsWorked = new Counter({
  name: 'kept_jobs_total',
  help: 'Jobs worked, by queue and result',
  labelNames: ['queue', 'result'],
  registers: [registry],
})
