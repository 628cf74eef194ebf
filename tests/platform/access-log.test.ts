import { describe, expect, test } from 'vitest'
import { routeOf } from '../../app/platform/access-log.ts'

const ID = '019b0000-0000-7000-8000-000000000000'

describe('the access log keeps which page it was, and not whose record', () => {
  test.each<[string, Record<string, string>, string]>([
    [`/app/consents/${ID}`, { id: ID }, '/app/consents/:id'],
    [`/app/consents/${ID}/receipt?file=html`, { id: ID }, '/app/consents/:id/receipt'],
    [`/app/consents/${ID.toUpperCase()}`, { id: ID.toUpperCase() }, '/app/consents/:id'],
    ['/app/activity/a%2Fb%20c', { id: 'a/b c' }, '/app/activity/:id'],
    ['/app/activity/%E0%A4%A', { id: '%E0%A4%A' }, '/app/activity/:id'],
    ['/app/consents?customer=7&q=jeanne', {}, '/app/consents'],
  ])('%s', (path, params, route) => {
    expect(routeOf(`https://kept.example.com${path}`, params)).toBe(route)
  })
})
