import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'smol-toml'
import { describe, expect, test } from 'vitest'
import { withdrawalsIn } from '../../app/consent/ledger/model.ts'
import { FLOW_TRIGGERS, flowFieldsOf, payloadOf } from '../../app/flow/model.ts'
import { EXTENSIONS } from '../../scripts/extensions/configured.ts'

describe('whoever builds a workflow', () => {
  test.each(FLOW_TRIGGERS)('is offered by %s what Kept sends, and Shopify takes what the extension says', (trigger) => {
    const file = readFileSync(path.join(EXTENSIONS, `flow-${trigger}`, 'shopify.extension.toml'), 'utf8')
    const { extensions, settings } = parse(file) as {
      extensions: { handle: string }[]
      settings: { fields: { type: string; key?: string }[] }
    }
    expect(extensions[0]?.handle).toBe(trigger)
    expect(trigger.length).toBeLessThanOrEqual(30)
    expect(settings.fields[0]?.type).toBe('customer_reference')
    expect(settings.fields.slice(1).map(({ key }) => key)).toEqual(flowFieldsOf(trigger))
    // Shopify takes letters and spaces only.
    for (const field of flowFieldsOf(trigger)) expect(field).toMatch(/^[A-Za-z ]+$/)
  })

  test('gets names, days and the customer’s number, and nothing else of a person', () => {
    expect(payloadOf('privacy-request-received', { kind: 'erasure', dueOn: '2026-12-28' }, '7')).toEqual({
      customer_id: 7,
      'Request kind': 'erasure',
      'Due date': '2026-12-28',
    })
    expect(payloadOf('consent-withdrawn', { purpose: 'Newsletter', on: '2026-11-28' }, '7')).toEqual({
      customer_id: 7,
      Purpose: 'Newsletter',
      'Withdrawn on': '2026-11-28',
    })
  })
})

describe('what counts as a withdrawal', () => {
  const said = (n: number, choices: Record<string, boolean>, isUnproven = false) => ({
    ...{ id: `00000000-0000-4000-8000-00000000000${n}`, recordedAt: `2026-11-0${n}T10:00:00.000Z` },
    ...{ choices, isUnproven, source: 'account' as const },
  })
  test.each([
    ['a refusal of what was never agreed to is none', [said(1, { news: false })], []],
    ['a refusal after a consent is one', [said(1, { news: true }), said(2, { news: false })], [2]],
    ['a second refusal is none', [said(1, { news: true }), said(2, { news: false }), said(3, { news: false })], [2]],
    [
      'a second withdrawal after a second consent is another one',
      [said(1, { news: true }), said(2, { news: false }), said(3, { news: true }), said(4, { news: false })],
      [2, 4],
    ],
    ['another purpose is not withdrawn', [said(1, { news: true }), said(2, { other: false })], []],
    ['nor what nobody proved to have agreed to', [said(1, { news: true }, true), said(2, { news: false })], []],
  ])('%s', (_name, events, expected) => {
    expect(withdrawalsIn(events).map(({ eventId }) => Number(eventId.at(-1)))).toEqual(expected)
    expect(withdrawalsIn(events.toReversed()).map(({ eventId }) => Number(eventId.at(-1)))).toEqual(expected)
  })
})
