/**
 * What the parts of the storefront banner share: the configuration Liquid prints, what the browser remembers,
 * and the object `window.Kept` through which the inline part, the asset and the theme talk.
 *
 * Names of one letter are those printed into every page or kept in every browser: shoppers pay for their size.
 */

import type { Signal } from '../configuration/config.ts'

export type { Signal }

/** A purpose as Liquid prints it: its key, the Shopify signal it drives, the register version it dates from. */
export type Purpose = [key: string, signal: Signal | null, since: number]

/** Printed by `blocks/consent-banner.liquid`. */
export interface Config {
  /** Hash of the banner's configuration: which wording was shown. */
  v: string
  /** Months a choice is kept, refusal and acceptance alike. */
  m: number
  /** Version of the list of recipients. */
  r: number
  p: Purpose[]
  /** Names of first-party trackers to delete when a purpose is refused; `*` stands for anything. */
  t: Record<string, string[]> | null
  /** Path of the app proxy, with the page's locale prefix. */
  x: string
  /** Language of the wording that is really shown. */
  l: string
  /**
   * Whether to show the banner at once, without asking Shopify for the visitor's region. `all`: the shop asks everywhere,
   * and Shopify is asked afterwards what is true there.
   */
  f: boolean | 'all'
  /** Theme editor: preview only, nothing stored, nothing sent. */
  d: boolean
  /** Whether the floating button is wanted. Without it a footer link has to be there. */
  b: boolean
  /** Address of the part that deletes trackers and holds content back, loaded only where there is something to do. */
  h: string
  /** What the customer who is signed in refused elsewhere: Unix seconds by purpose, 0 where they did not. */
  o?: Record<string, number>
  /** The link to the page of privacy choices: its title, and whether the visitor gets it without a question to Shopify. */
  u?: [title: string, isCertain: boolean]
}

/** Refusals are below 1. The browser's GPC signal refuses too, but the purpose is still offered beside others. */
export const BY_SIGNAL = -1
export const REFUSED = 0
export const GRANTED = 1
/** Granted by the visitor, not yet taken by Shopify: not used until it is. */
export const WAITING = 2
export type State = typeof BY_SIGNAL | typeof REFUSED | typeof GRANTED | typeof WAITING

/** One remembered answer, with the versions it was given to and its time in milliseconds. */
export type Answer = [state: State, since: number, at: number, recipients: number]

export type Surface = 'banner' | 'preferences' | 'gpc'

/** A record on its way to the app, exactly as it is sent. */
export interface ConsentRecord {
  id: string
  visitor: string
  choices: Record<string, boolean>
  surface: Surface
  language: string
  region?: string
  gpc: boolean
  banner: string
  /** Shopify's, as it gave it. */
  consentId?: unknown
  previous?: string
  /** How many earlier records this browser could not bring to the app, and has given up. */
  gaveUp?: number
}

/**
 * All that this browser remembers, under one key of its storage and, but for the records, in a cookie of the same name.
 * Nothing before the visitor has chosen.
 */
export interface Memory {
  /** Answers by purpose. */
  c?: Record<string, Answer>
  /**
   * Random id of this browser, made at the first choice: a secret, with which its choices are recorded. It was called `u`
   * as long as receipts showed it; those are not used any longer.
   */
  v?: string
  /** Id of the last record. */
  i?: string
  /** The id that the app knows to be a customer's. */
  s?: string
  /** 1 while Shopify has not confirmed the last choice. */
  w?: 0 | 1
  /** A click that came before the asset, and the configuration it answered. */
  p?: [action: Action, version: string]
  /** 1 after a refusal, until its trackers were also looked for where this page cannot see them. */
  d?: 1
  /** When this was written, in milliseconds: of several stores the newest counts. */
  t?: number
  /** Records not yet received by the app. */
  q?: ConsentRecord[]
  /** Records given up, not yet told to the app. */
  g?: number
  /** Attempts failed in a row; no new attempt before this time in milliseconds. */
  f?: number
  n?: number
}

/**
 * What an element with `data-kept` does when pressed. `yes` and `no` answer all that their layer shows; `save`
 * answers what is ticked; `who` opens the preferences at the recipients.
 */
export type Action = 'yes' | 'no' | 'save' | 'open' | 'who' | 'shut'

/** For every purpose, whether it may be used now. */
export type Choice = Record<string, boolean>

export interface Kept {
  c: Config
  /** Staff check the storefront: what is chosen is carried out, but is nobody's decision, and lives in the tab alone. */
  k?: boolean
  m: Memory
  /** Brings what the customer refused elsewhere into what is remembered. Missing for everybody else. */
  e?: () => void
  /** Reads the memory again, writes it where there is room. What no store takes lives as long as the page. */
  load: () => void
  save: () => void
  /** The browser's signal (GPC); whether it refuses the purpose, for which the visitor has no answer. */
  gpc: boolean
  y: (purpose: Purpose) => boolean
  /** The valid answer for a purpose, if there is one. */
  ok: (purpose: Purpose) => Answer | undefined
  /** Whether the purpose is refused: by an answer, or by one given elsewhere. Not asked yet is neither. */
  no: (purpose: Purpose) => boolean
  /** Keys of the purposes that must be asked; `due` works them out from what is remembered. */
  a: string[]
  due: () => void
  /** An element of the banner by its id; the first call puts the markup into the page. */
  el: <T extends HTMLElement>(id: string) => T
  /** Shows the first layer for the purposes to ask, or hides it. */
  show: (visible: boolean) => void
  /** Google Consent Mode v2: `default` while nothing is known, then `update` from what `allows` says. */
  g: (isKnown: boolean) => void
  /** The choice that Google and subscribers got last, as JSON. */
  n: string
  /** The loaded asset passes its start function here; it is called when there is work. Set once: a theme may load the asset twice. */
  run?: (start: () => void) => void
  /** Whether trackers are to be deleted, the page holds something back, or staff look at it. */
  h: () => unknown
  /** There is work: the start of the asset at first, then what brings the page up to date. Missing until it has come. */
  go?: () => void
  /** What to open once the preferences have come. */
  o?: Action
  /** The asset's handler; missing until it has started. */
  act?: (action: Action) => void
  /** Records are being sent. */
  b?: boolean
  /** A record did not arrive; whether one has, before there was somebody to tell. */
  failed?: (status: number) => void
  z?: number
  /** What the asset lends to the parts that it fetches. */
  api: [
    /** Shopify's answer to a question, whatever it is; undefined where there is none. */
    apiAnswer: (question: ApiQuestion) => unknown,
    withApi: (task: (api: CustomerPrivacy, done: () => void, failed: () => void) => unknown) => void,
    region: () => string,
    /** Fetches a part, once. */
    fetchPart: (name: string) => void,
    decide: (choices: Record<string, boolean>, surface: Surface) => void,
  ]
  /** Brings the preferences to what is remembered; missing until they were opened. */
  fill?: () => void
  /** Shopify has said that the law of the visitor's region knows the sale of data. */
  u?: boolean

  /** Public: opens the preferences. */
  open: () => void
  /** Public: whether a purpose may be used now. */
  allows: (key: string) => boolean
  /** Public: the current choice. */
  choice: () => Choice
  /** Public: calls `listener` now and at every change; returns the function that ends it. */
  subscribe: (listener: (choice: Choice) => void) => () => void
  /** Public: looks again for held-back scripts and iframes, after a theme has added some. */
  scan: () => void
}

/** https://shopify.dev/docs/api/customer-privacy */
export interface CustomerPrivacy {
  preferencesProcessingAllowed: () => boolean
  analyticsProcessingAllowed: () => boolean
  marketingAllowed: () => boolean
  saleOfDataAllowed: () => boolean
  currentVisitorConsent: () => Partial<Record<Signal, 'yes' | 'no' | ''>>
  shouldShowBanner: () => boolean
  saleOfDataRegion: () => boolean
  getRegion: () => string
  consentId?: () => string
  setTrackingConsent: (
    consent: Partial<Record<Signal, boolean>>,
    done: (result?: { error?: string } | null) => void,
  ) => unknown
}

export type ApiQuestion = Exclude<keyof CustomerPrivacy, 'setTrackingConsent'>

declare global {
  interface Window {
    Kept: Kept
    dataLayer?: unknown[]
    Shopify?: {
      customerPrivacy?: Partial<CustomerPrivacy>
      loadFeatures?: (features: { name: string; version: string }[], done: (error?: unknown) => void) => void
    }
  }
  interface Navigator {
    globalPrivacyControl?: boolean
  }
}

export const kept = window.Kept

/** One key, of neutral name: lists of ad blockers know the others. */
export const MEMORY_KEY = 'kp1'

/** Where a tab keeps the fragment of the address with which staff check the storefront, once the app has let them. */
export const CHECK_KEY = 'kp2'
/** Which of its phases is next. */
export const STEP_KEY = 'kp3'

/** Dispatched on `document` at every change; what `subscribe` stands on. */
export const CHANGE = 'kept:choice'

/** Shopify's own link to its preferences, which themes and menus already carry. */
export const REOPEN_LINK = 'a[href$="#shopifyReshowConsentBanner"]'
