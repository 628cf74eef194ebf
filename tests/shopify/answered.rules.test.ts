import { data, redirect } from '@remix-run/node'
import { expect, test } from 'vitest'
import { statusOf } from '../../app/shopify/answered.ts'

test.each([
  { answered: 'a response', answer: new Response(null, { status: 413 }), status: 413 },
  { answered: 'a redirect', answer: redirect('/app'), status: 302 },
  { answered: 'data with a status', answer: data(null, { status: 404 }), status: 404 },
  { answered: 'data without one', answer: data(null), status: undefined },
  { answered: 'what a page shows', answer: { init: { status: 404 } }, status: undefined },
  { answered: 'an error', answer: new Error('no'), status: undefined },
])('the access log tells the status of $answered', ({ answer, status }) => {
  expect(statusOf(answer)).toBe(status)
})
