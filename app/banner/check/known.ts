/**
 * Finds the owner of a cookie, storage key or host, and whether it needs consent: first in the register, then in public
 * knowledge.
 */
import {
  EXEMPTION_OF_CATEGORY,
  knownTracker,
  patternCovers,
  type Register,
  type TrackerExemption,
} from '../../register/index.ts'
import type { ConsentNeed, NameKind, NameStatus } from './model.ts'

/** Hosts of Shopify's own storefront scripts. These scripts wait for consent by themselves. */
const SHOPIFY_HOSTS = [
  'shopify.com',
  'shopifycdn.com',
  'shopifycloud.com',
  'shopifysvc.com',
  'myshopify.com',
  'shop.app',
]

/** Owners of hosts that measure, advertise or show content which needs consent. */
const OPTIONAL_HOSTS: Record<string, string> = {
  'google-analytics.com': 'Google Analytics',
  'analytics.google.com': 'Google Analytics',
  'googletagmanager.com': 'Google Tag Manager',
  'googleadservices.com': 'Google Ads',
  'googlesyndication.com': 'Google Ads',
  'doubleclick.net': 'Google Ads',
  'facebook.com': 'Meta',
  'facebook.net': 'Meta',
  'instagram.com': 'Meta',
  'tiktok.com': 'TikTok',
  'pinimg.com': 'Pinterest',
  'pinterest.com': 'Pinterest',
  'snapchat.com': 'Snapchat',
  'sc-static.net': 'Snapchat',
  'bing.com': 'Microsoft Advertising',
  'clarity.ms': 'Microsoft Clarity',
  'hotjar.com': 'Hotjar',
  'criteo.com': 'Criteo',
  'criteo.net': 'Criteo',
  'klaviyo.com': 'Klaviyo',
  'linkedin.com': 'LinkedIn',
  'licdn.com': 'LinkedIn',
  'twitter.com': 'X',
  'ads-twitter.com': 'X',
  'youtube.com': 'YouTube',
  'vimeo.com': 'Vimeo',
}

/**
 * Cookies that Shopify calls strictly necessary, and that the cookie database puts in another category
 * (https://www.shopify.com/legal/cookies).
 */
const SHOPIFY_ESSENTIAL = ['_tracking_consent']

const isUnder = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`)

const statusOf = (exemption: TrackerExemption): ConsentNeed => (exemption === 'none' ? 'optional' : 'exempt')

export const nameStatusIn =
  ({ trackers }: Pick<Register, 'trackers'>) =>
  (name: string, kind: NameKind): NameStatus => {
    const declared = trackers.find(({ pattern }) => patternCovers(pattern, name))
    if (declared) return { status: statusOf(declared.exemption), isDeclared: true, owner: declared.provider }
    return kind === 'host' ? knownHost(name) : knownName(name)
  }

function knownName(name: string): NameStatus {
  const known = knownTracker(name)
  if (!known) return { status: 'unknown', isDeclared: false, owner: null }
  const { category, platform } = known
  const isEssential = platform === 'Shopify' && (category === 'functional' || SHOPIFY_ESSENTIAL.includes(name))
  const status = isEssential ? 'exempt' : statusOf(EXEMPTION_OF_CATEGORY[category])
  return { status, isDeclared: false, owner: platform }
}

function knownHost(host: string): NameStatus {
  if (SHOPIFY_HOSTS.some((domain) => isUnder(host, domain))) {
    return { status: 'exempt', isDeclared: true, owner: 'Shopify' }
  }
  const domain = Object.keys(OPTIONAL_HOSTS).find((each) => isUnder(host, each))
  if (domain) return { status: 'optional', isDeclared: false, owner: OPTIONAL_HOSTS[domain] ?? null }
  return { status: 'unknown', isDeclared: false, owner: null }
}
