import { describe, expect, test } from 'vitest'
import {
  changesOf,
  driftsIn,
  isStale,
  LOOK_EVERY_MS,
  type NotedDrift,
  type SeenDrift,
  type Standing,
} from '../../app/drift/model.ts'
import { DRIFT_KINDS, type DriftKind } from '../../app/drift/words.ts'

const AT = new Date('2026-11-20T10:00:00Z')

/** A shop that shows what it published, and whose visitors choose. */
const CALM: Standing = {
  policy: { publishedAt: AT, changedPages: 0, newLocales: 0 },
  banner: { behindSince: null, movedSince: null, others: 0 },
  isAsking: true,
  stoppedSince: null,
  undeclared: { count: 0, since: null },
  ownBanner: false,
}

describe('what a shop shows otherwise than was published', () => {
  const found = (kind: DriftKind, count = 1, since: Date | null = null): SeenDrift => ({ kind, count, since })

  test.each<[string, Partial<Standing>, SeenDrift[]]>([
    ['nothing, when all is as published', {}, []],
    [
      'pages that somebody changed',
      { policy: { publishedAt: AT, changedPages: 2, newLocales: 0 } },
      [found('policy_changed', 2)],
    ],
    [
      'languages without a policy',
      { policy: { publishedAt: AT, changedPages: 0, newLocales: 1 } },
      [found('policy_language')],
    ],
    [
      'a storefront with an older banner',
      { banner: { ...CALM.banner, behindSince: AT } },
      [found('banner_behind', 1, AT)],
    ],
    ['an app proxy that was moved', { banner: { ...CALM.banner, movedSince: AT } }, [found('proxy_moved', 1, AT)]],
    ['another banner', { banner: { ...CALM.banner, others: 2 } }, [found('other_banner', 2)]],
    ['Shopify’s own banner', { ownBanner: true }, [found('own_banner')]],
    [
      'trackers that the register lacks',
      { undeclared: { count: 3, since: AT } },
      [found('trackers_undeclared', 3, AT)],
    ],
    ['choices that no longer arrive', { stoppedSince: AT }, [found('arrivals_stopped', 1, AT)]],
    [
      'several, what is worst for customers first',
      { undeclared: { count: 1, since: AT }, stoppedSince: AT, ownBanner: true },
      [found('arrivals_stopped', 1, AT), found('own_banner'), found('trackers_undeclared', 1, AT)],
    ],
    // Nothing drifts from what was never promised.
    ['no trackers before anything is published', { policy: null, undeclared: { count: 3, since: AT } }, []],
    [
      'no banners before anything is published',
      { policy: null, ownBanner: true, banner: { ...CALM.banner, others: 1 } },
      [],
    ],
    ['no banner of Shopify’s while Kept asks nobody yet', { isAsking: false, ownBanner: true }, []],
    ['no banner of Shopify’s before the first look', { ownBanner: null }, []],
  ])('%s', (_what, change, drifts) => {
    expect(driftsIn({ ...CALM, ...change })).toEqual(drifts)
  })

  test('every kind can be found', () => {
    const all: Standing = {
      policy: { publishedAt: AT, changedPages: 1, newLocales: 1 },
      banner: { behindSince: AT, movedSince: AT, others: 1 },
      isAsking: true,
      stoppedSince: AT,
      undeclared: { count: 1, since: AT },
      ownBanner: true,
    }
    expect(driftsIn(all).map(({ kind }) => kind)).toEqual(DRIFT_KINDS)
  })
})

describe('a look begins and ends drifts', () => {
  const noted = (kind: DriftKind, resolvedAt: Date | null = null): NotedDrift => ({
    kind,
    number: 1,
    foundAt: AT,
    resolvedAt,
    mailState: 'sent',
    mailReason: null,
    mailedAt: AT,
  })
  const seen = (...kinds: DriftKind[]): SeenDrift[] => kinds.map((kind) => ({ kind, count: 1, since: null }))

  test.each<[string, NotedDrift[], SeenDrift[], DriftKind[], DriftKind[]]>([
    ['one that was never there begins', [], seen('policy_changed'), ['policy_changed'], []],
    ['one that is still there does neither', [noted('policy_changed')], seen('policy_changed'), [], []],
    ['one that is gone ends', [noted('policy_changed')], [], [], ['policy_changed']],
    ['one that came back begins anew', [noted('policy_changed', AT)], seen('policy_changed'), ['policy_changed'], []],
    ['one that ended long ago does neither', [noted('policy_changed', AT)], [], [], []],
    [
      'each for itself',
      [noted('policy_changed'), noted('own_banner')],
      seen('own_banner', 'proxy_moved'),
      ['proxy_moved'],
      ['policy_changed'],
    ],
  ])('%s', (_what, before, now, found, resolved) => {
    expect(changesOf(before, now)).toEqual({ found, resolved })
  })
})

test.each([
  [0, false],
  [LOOK_EVERY_MS, false],
  [2 * LOOK_EVERY_MS, false],
  [2 * LOOK_EVERY_MS + 1, true],
])('a look %i ms ago says nothing of today: %s', (ago, stale) => {
  expect(isStale(AT, new Date(+AT + ago))).toBe(stale)
})
