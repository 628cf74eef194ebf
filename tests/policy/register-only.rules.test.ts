import { describe, expect, test } from 'vitest'
import { textOf } from '../../app/policy/compare/documents.ts'
import { statementsOf } from '../../app/policy/model.ts'
import { policyOf } from '../../app/policy/policy.ts'
import {
  type Audience,
  pathOf,
  type Register,
  type RegisterInput,
  register,
  storagePlace,
} from '../../app/register/index.ts'
import { aDataCategory, aPurpose, aRecipient, aRegister, TODAY, theTemplate } from '../register/a-register.ts'
import { aCookiePage, aPolicy, parsedPage } from './a-policy.ts'

const idsOf = (given: Register) => [...parsedPage(aPolicy('en', given)).statements.keys()]

describe('only what the register declares is printed', () => {
  const silent = register.parse({
    schemaVersion: 1,
    languages: { default: 'en', offered: ['en'] },
    controller: { name: 'Tea & Co' },
    rightsChannel: { account: false, contactPage: false, dpoEmail: false },
  })
  const template = theTemplate()
  const without = (change: Partial<Register>) => idsOf({ ...template, ...change })

  test('a register that says nothing promises nothing but what the law gives everyone', () => {
    const declared = idsOf(silent).filter((id) => !id.startsWith('general.right'))
    expect(declared).toEqual([
      ...[
        'general.no_sale',
        'general.summary.rights',
        'general.controller',
        'general.answer_time',
        'general.complaint',
        'general.changes',
      ],
      ...['general.new_purposes', 'general.version'],
    ])
  })

  /** With its places in Europe alone, and nobody who takes data elsewhere. */
  const inEurope = { storagePlaces: template.storagePlaces.filter(({ recipient }) => recipient === 'it-providers') }

  const cases: [string, string, Partial<Register>, Partial<Register>?][] = [
    [
      'a recipient that buys data',
      'general.no_sale',
      { recipients: template.recipients.map((one, index) => (index === 0 ? { ...one, buys: true } : one)) },
    ],
    [
      'a purpose that counts as a sale',
      'general.no_sale',
      { purposes: template.purposes.map((one, index) => (index === 0 ? { ...one, signal: 'sale_of_data' } : one)) },
    ],
    ['no account', 'general.channel.account', { rightsChannel: { ...template.rightsChannel, account: false } }],
    [
      'no check of identity',
      'general.identity',
      { rightsChannel: { ...template.rightsChannel, identityMethods: [], identityNote: {} } },
    ],
    ['no trackers', 'general.cookie_page', { trackers: [] }],
    [
      'a tracker that nobody is asked for',
      'general.tracker_consent',
      { trackers: template.trackers.map((one) => ({ ...one, exemption: 'none', purpose: null })) },
    ],
    [
      'no choice in the banner',
      'general.ask_again',
      { purposes: template.purposes.map((one) => ({ ...one, askedAt: [], signal: 'none' })) },
    ],
    [
      'a place outside the EEA',
      'consumer.stored_in',
      { storagePlaces: inEurope.storagePlaces.map((one) => storagePlace.parse({ ...one, country: 'US' })) },
      inEurope,
    ],
    [
      'a place in Europe whose data goes on',
      'consumer.stored_in',
      {
        storagePlaces: [
          ...inEurope.storagePlaces,
          ...template.storagePlaces.filter(({ id }) => id === 'shopify-ie' || id === 'shopify-ca'),
        ],
      },
      inEurope,
    ],
    [
      'a keeper in Ireland under clauses',
      'consumer.stored_in',
      {
        ...inEurope,
        recipients: template.recipients.map((one) =>
          one.id === 'it-providers' ? { ...one, transfer: { mechanism: 'standard_clauses', signedOn: null } } : one,
        ),
      },
      inEurope,
    ],
    ['a provider in Europe whose data goes on', 'consumer.recipients_in', {}, inEurope],
    ['no clauses', 'general.clause.liability', { clauses: [] }],
  ]
  test.each(cases)('with %s, %s is not said', (_what, id, change, before = {}) => {
    expect(without(before)).toContain(id)
    expect(without(change)).not.toContain(id)
  })

  test('without the clause of the template, review dates are said; without review dates, nothing is', () => {
    const clauses = template.clauses.filter(({ id }) => id !== 'territory')
    expect(without({ clauses })).toContain('consumer.reviewed')
    const recipients = template.recipients.map((one) => ({ ...one, nextReviewOn: null }))
    expect(without({ clauses, recipients })).not.toContain('consumer.reviewed')
  })

  test('directions after death are said for France, where the law gives them, without a clause of the merchant', () => {
    const clauses = template.clauses.filter(({ id }) => id !== 'after-death')
    expect(without({ clauses })).toContain('general.right.postMortem')
    const german = { ...template.controller, country: 'DE' as typeof template.controller.country }
    expect(without({ clauses, controller: german })).not.toContain('general.right.postMortem')
  })

  test('every statement names parts of the register that are there', () => {
    for (const document of [aPolicy('en'), aCookiePage('en')])
      for (const { statement } of statementsOf(document))
        for (const ref of statement.entries) expect(pathOf(template, ref), statement.id).toBeDefined()
  })

  test('a protection that is not there is not claimed', () => {
    const given = (transfer: NonNullable<RegisterInput['recipients']>[number]['transfer'], country = 'US') =>
      parsedPage(aPolicy('en', aRegister({ recipients: [aRecipient({ country, transfer })] }))).statements.get(
        'consumer.recipient_transfer.carrier',
      )
    expect(given({ mechanism: 'standard_clauses', signedOn: '2024-05-02' })).toBe(
      'Carrier (United States). Standard contractual clauses, signed on 2 May 2024.',
    )
    expect(given({ mechanism: 'adequacy', participationCheckedOn: '2026-09-01' })).toContain('(EU) 2023/1795')
    expect(given({ mechanism: 'adequacy' }, 'JP')).toContain('Japan')
    expect(given({ mechanism: 'none' })).toContain('No protection for this transfer is declared.')
    expect(given({ mechanism: 'eea' }, 'FR')).toBeUndefined()
  })
})

describe('two audiences', () => {
  /** The template, in which everything that is for some readers only says so in its name. */
  function marked(): Register {
    const mark = <Entry extends { audience: Audience[] }>(entry: Entry): Entry => {
      if (entry.audience.length !== 1) return entry
      const texts = Object.entries(entry).map(([field, value]) =>
        ['name', 'description', 'title', 'text'].includes(field) && Object.keys(value).length > 0
          ? [field, { en: `ONLY-${entry.audience[0]}` }]
          : [field, value],
      )
      return Object.fromEntries(texts)
    }
    const { purposes, dataCategories, recipients, storagePlaces, retentionRules, trackers, clauses, ...rest } =
      theTemplate()
    const [first, second, ...others] = trackers
    const [clause] = clauses
    if (!first || !second || !clause) throw new Error('the template has trackers and clauses')
    return register.parse({
      ...rest,
      purposes: purposes.map(mark),
      dataCategories: dataCategories.map(mark),
      recipients: recipients.map(mark),
      storagePlaces: storagePlaces.map(mark),
      retentionRules: retentionRules.map(mark),
      trackers: [
        mark({ ...first, audience: ['consumer'] }),
        mark({ ...second, audience: ['professional'] }),
        ...others,
      ],
      clauses: [
        ...clauses,
        ...(['introduction', 'rights', 'storage', 'liability'] as const).flatMap((section) => [
          mark({ ...clause, id: `${section}-b2b`, audience: ['professional'] as Audience[], section }),
          mark({ ...clause, id: `${section}-b2c`, audience: ['consumer'] as Audience[], section }),
        ]),
      ],
    })
  }

  test.each(['policy', 'cookie page'] as const)('what is for some readers stays in their part of the %s', (which) => {
    const document = which === 'policy' ? aPolicy('en', marked()) : aCookiePage('en', marked())
    const texts = Map.groupBy(statementsOf(document), ({ part }) => part.id)
    const textOfPart = (part: 'general' | Audience) =>
      (texts.get(part) ?? [])
        // The first screen names what most readers came for, with a link to their part.
        .filter(({ statement }) => statement.kind !== 'summary')
        .map(({ statement }) => `${statement.title}\n${textOf(statement)}`)
        .join('\n')
    expect(textOfPart('consumer')).toContain('ONLY-consumer')
    expect(textOfPart('consumer')).not.toContain('ONLY-professional')
    expect(textOfPart('professional')).toContain('ONLY-professional')
    expect(textOfPart('professional')).not.toContain('ONLY-consumer')
    expect(textOfPart('general')).not.toContain('ONLY-')
  })

  test('every entry of the register is printed for each of its audiences', () => {
    const said = new Set([...idsOf(marked()), ...parsedPage(aCookiePage('en', marked())).statements.keys()])
    const { purposes, dataCategories, recipients, storagePlaces, retentionRules, clauses, trackers } = marked()
    const kinds = {
      purpose: purposes,
      data_category: dataCategories,
      recipient: recipients,
      storage_place: storagePlaces,
      retention_rule: retentionRules,
    }
    const wanted = Object.entries(kinds).flatMap(([kind, entries]) =>
      entries.flatMap(({ id, audience }) => audience.map((each) => `${each}.${kind}.${id}`)),
    )
    expect(wanted.filter((id) => !said.has(id))).toEqual([])
    const anywhere = [...clauses.map(({ id }) => `clause.${id}`), ...trackers.map(({ id }) => `tracker.${id}`)]
    expect(anywhere.filter((id) => ![...said].some((each) => each.endsWith(`.${id}`)))).toEqual([])
  })

  test('a shop for consumers only gets one policy without parts', () => {
    const { parts } = policyOf(aRegister({ recipients: [aRecipient({ audience: ['consumer', 'professional'] })] }), {
      language: 'en',
      version: { number: 1, date: TODAY },
    })
    expect(parts.map(({ id, title }) => [id, title])).toEqual([
      ['general', null],
      ['consumer', null],
      ['general', null],
    ])
  })
})

describe('the merchant’s texts', () => {
  const french = register.parse({
    ...aRegister(),
    languages: { default: 'fr', offered: ['fr', 'de'] },
    purposes: [
      aPurpose({
        name: { fr: 'Commandes', de: 'Bestellungen' },
        description: { fr: 'Préparer la commande ; livrer.' },
      }),
    ],
    dataCategories: [aDataCategory({ name: { fr: 'Coordonnées' }, items: [{ fr: 'Adresse e-mail' }] })],
  })

  test('a text without a translation is shown in the shop’s language, marked so that it is read aloud rightly', () => {
    const { elements } = parsedPage(aPolicy('de', french))
    const marked = elements.filter((element) =>
      element.attrs.some(({ name, value }) => name === 'lang' && value === 'fr'),
    )
    expect(marked.length).toBeGreaterThan(2)
    const { statements } = parsedPage(aPolicy('de', french))
    expect(statements.get('consumer.purpose.orders')).toContain('Bestellungen')
    expect(statements.get('consumer.purpose.orders')).toContain('Préparer la commande ; livrer.')
  })

  test('what is missing is listed, for the entries that this document shows', () => {
    expect(aPolicy('de', french).missing.map(({ entry, field }) => `${entry.id} ${field}`)).toEqual([
      'orders description',
      'contact name',
      'contact items.0',
    ])
    expect(aPolicy('fr', french).missing).toEqual([])
    expect(aCookiePage('de', french).missing).toEqual([])
  })

  test('French is set with narrow spaces before its signs, whatever the language of the page', () => {
    const said = [...statementsOf(aPolicy('de', french))].find(({ statement }) => statement.kind === 'purpose')
    expect(JSON.stringify(said?.statement)).toContain('Préparer la commande\u202F; livrer.')
  })
})
