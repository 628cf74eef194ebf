import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { databaseFaultOf } from '../../app/platform/database-fault.ts'
import { OneAMinute } from '../../app/platform/one-a-minute.ts'

const anError = (message: string, more: object = {}) => Object.assign(new Error(message), more)
const ofPrisma = (code: string, cause: object) =>
  anError('Raw query failed', { code, meta: { driverAdapterError: { cause } } })

describe('whether an error says that the database is away', () => {
  test.each([
    ['an administrator ended the connection', anError('terminating connection', { code: '57P01' })],
    ['it is starting up', anError('the database system is starting up', { code: '57P03' })],
    ['it takes no more connections', anError('sorry, too many clients already', { code: '53300' })],
    ['the pooler has lost the server', anError('server conn crashed?', { code: '08P01' })],
    ['after a failover, this one takes no writes', anError('read-only transaction', { code: '25006' })],
    ['nobody listens', anError('connect ECONNREFUSED', { code: 'ECONNREFUSED', syscall: 'connect' })],
    ['the connection ended without a word', anError('Connection terminated unexpectedly')],
    ['there is no free connection', anError('timeout exceeded when trying to connect')],
    ['it was lost between two queries', anError('Client has encountered a connection error and is not queryable')],
    ['Prisma cannot reach it', anError('Can’t reach database server', { code: 'P1001' })],
    ['Prisma heard it in a raw query', ofPrisma('P2010', { kind: 'postgres', code: '57P01' })],
    ['Prisma could not even begin', ofPrisma('P2010', { kind: 'DatabaseNotReachable' })],
    [
      'Prisma’s adapter heard it at COMMIT',
      anError('terminating', { name: 'DriverAdapterError', cause: { kind: 'postgres', code: '57P01' } }),
    ],
    ['pg-boss hands on a copy', { ...anError('x', { code: 'ECONNRESET' }), message: 'x (Queue: webhook, Worker: 1)' }],
  ])('yes: %s', (_why, error) => {
    expect(databaseFaultOf(error)).toBe('away')
  })

  test.each([
    ['a statement took too long', anError('canceling statement due to statement timeout', { code: '57014' })],
    ['Prisma heard that', ofPrisma('P2010', { kind: 'postgres', code: '57014' })],
    ['a transaction took too long', anError('expired transaction', { code: 'P2028' })],
  ])('no, that it took too long: %s', (_why, error) => {
    expect(databaseFaultOf(error)).toBe('overdue')
  })

  test.each([
    ['a row is at fault', anError('duplicate key', { code: '23505' })],
    ['a value is', ofPrisma('P2010', { kind: 'postgres', code: '22P02' })],
    ['Shopify is away', anError('fetch failed', { cause: anError('connect', { code: 'ECONNREFUSED' }) })],
    ['a mistake of the code', new TypeError('x is not a function')],
    ['nothing at all', undefined],
    ['a text', 'ECONNREFUSED'],
  ])('neither: %s', (_why, error) => {
    expect(databaseFaultOf(error)).toBeUndefined()
  })
})

describe('a person who reads the log', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('reads the first line, then one a minute with how many were left out, then the next fault at once', () => {
    const summaries: number[] = []
    const lines = new OneAMinute((leftOut) => summaries.push(leftOut))
    expect([lines.isDue(), lines.isDue(), lines.isDue()]).toEqual([true, false, false])
    vi.advanceTimersByTime(60_000)
    expect(summaries).toEqual([2])
    expect(lines.isDue()).toBe(false)
    vi.advanceTimersByTime(60_000)
    expect(summaries).toEqual([2, 1])
    vi.advanceTimersByTime(60_000)
    expect([summaries, lines.isDue()]).toEqual([[2, 1], true])
  })
})
