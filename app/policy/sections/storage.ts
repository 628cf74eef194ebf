import {
  adequacyOf,
  EEA_COUNTRIES,
  EU_COUNTRIES,
  isInEea,
  isOutsideParty,
  partsOfStatement,
  type Recipient,
  type StoragePlace,
} from '../../register/index.ts'
import type { Inline, Prose, Row, StatementGroup } from '../model.ts'
import type { TextKey } from '../translator.ts'
import {
  clauseStatements,
  hasClause,
  inPart,
  named,
  prose,
  proseGroup,
  ref,
  refs,
  row,
  type SectionWriter,
  sentence,
  sentences,
  TEMPLATE_CLAUSES,
  textRun,
  type Writing,
} from '../writing.ts'

type Place = Pick<Recipient | StoragePlace, 'country' | 'transfer'>

/** Data that is protected by a decision or by clauses leaves the EEA, whatever country stands beside the name. */
const leaves = ({ country, transfer }: Place) =>
  (transfer.mechanism !== 'eea' && transfer.mechanism !== 'none') || (country !== null && !isInEea(country))

/** The places that somebody runs, for whichever readers. */
const placesRunBy = ({ register }: Writing, ids: ReadonlySet<string | null>) =>
  register.storagePlaces.filter(({ recipient }) => recipient !== null && ids.has(recipient))

/** Territories with their own country code (Réunion, Åland) belong to the EU but are on no list of its members. */
const isInEu = (country: string) => EU_COUNTRIES.has(country) || (isInEea(country) && !EEA_COUNTRIES.has(country))

/** Which of two sentences holds for all places: in the EU, in the EEA, or neither. */
function territory(places: readonly Place[], sentences: { eu: TextKey; eea: TextKey }): TextKey | undefined {
  const countries = places.map(({ country }) => country)
  if (countries.length === 0) return undefined
  if (countries.every((country) => country !== null && isInEu(country))) return sentences.eu
  if (countries.every((country) => country !== null && isInEea(country))) return sentences.eea
  return undefined
}

const partiesOf = (writing: Writing) => inPart(writing, writing.register.recipients).filter(isOutsideParty)

function whereStored(writing: Writing, places: readonly StoragePlace[]): Prose[] {
  const { register, translator } = writing
  const runBy = new Set(places.map(({ recipient }) => recipient))
  const keepers = register.recipients.filter(({ id }) => runBy.has(id))
  if ([...places, ...keepers, ...placesRunBy(writing, runBy)].some(leaves)) return []
  const said = territory(places, { eu: 'storage.eu', eea: 'storage.eea' })
  if (!said) return []
  const about = {
    kind: 'stored_in',
    entries: refs('storage_place', places),
    title: translator.translate('sections.storage'),
  } as const
  return [sentence(writing, about, [translator.textRun(said)])]
}

/** A recipient is where its company is; its data may go on, and then the storage places that it runs say where. */
function whereReceived(writing: Writing): Prose[] {
  const { translator } = writing
  const parties = partiesOf(writing)
  const theirs = placesRunBy(writing, new Set<string | null>(parties.map(({ id }) => id)))
  if ([...parties, ...theirs].some(leaves)) return []
  const said = territory(parties, { eu: 'storage.recipientsEu', eea: 'storage.recipientsEea' })
  if (!said) return []
  const about = {
    kind: 'recipients_in',
    entries: refs('recipient', parties),
    title: translator.translate('storage.recipientsTitle'),
  } as const
  return [sentence(writing, about, [translator.textRun(said)])]
}

/** Taken from the review dates, unless the template's clause states it. */
function reviewed(writing: Writing): Prose[] {
  const parties = partiesOf(writing)
  if (partsOfStatement(writing.register, 'territory_reviewed').length === 0 || parties.length === 0) return []
  if (hasClause(writing, TEMPLATE_CLAUSES.reviewed)) return []
  const about = {
    kind: 'reviewed',
    entries: refs('recipient', parties),
    title: writing.translator.translate('storage.reviewedTitle'),
  } as const
  return [sentence(writing, about, [writing.translator.textRun('storage.reviewed')])]
}

function placeRow(writing: Writing, place: StoragePlace): Row {
  const { register, translator } = writing
  const [runBy] = named(writing, register.recipients, place.recipient ? [place.recipient] : [])
  const name = sentences(translator.merchantText(place.name), translator.merchantText(place.description))
  return row(
    writing,
    {
      kind: 'storage_place',
      which: place.id,
      entries: [ref('storage_place', place.id)],
      title: translator.merchantPlainText(place.name),
      brief: `${translator.merchantPlainText(place.name)} (${translator.country(place.country)})`,
    },
    [
      name,
      [textRun(translator.country(place.country))],
      runBy ? translator.merchantText(runBy.name) : [textRun(register.controller.name)],
    ],
  )
}

/** GDPR Art. 13(1)(f): the safeguard for data that leaves the EEA, and how to get a copy of it. */
function safeguard({ translator, occasion }: Writing, { country, transfer }: Place): Inline[] {
  if (transfer.mechanism === 'adequacy') {
    const decision = country && adequacyOf(country, occasion.version.date)
    if (!decision) return [translator.textRun('storage.decided')]
    const values = { decision: decision.decision, date: translator.date(decision.date) }
    if (decision.scope !== 'participants') return [translator.textRun('storage.adequacy', values)]
    const checked = transfer.participationCheckedOn
    return sentences(
      [translator.textRun('storage.participants', values)],
      checked ? [translator.textRun('storage.participation', { date: translator.date(checked) })] : [],
    )
  }
  if (transfer.mechanism === 'standard_clauses')
    return transfer.signedOn
      ? [translator.textRun('storage.clausesSigned', { date: translator.date(transfer.signedOn) })]
      : [translator.textRun('storage.clauses')]
  return [translator.textRun('storage.none')]
}

const isAbroad = ({ country }: Place) => country !== null && !isInEea(country)

function transfers(writing: Writing, places: readonly StoragePlace[]): Prose[] {
  const { register, translator } = writing
  const nameOf = ({ name, country }: Recipient | StoragePlace) =>
    `${translator.merchantPlainText(name)}${country ? ` (${translator.country(country)})` : ''}`
  const abroad = (
    kind: 'recipient_transfer' | 'storage_transfer',
    entry: 'recipient' | 'storage_place',
    from: Recipient | StoragePlace,
  ) =>
    prose(writing, { kind, which: from.id, entries: [ref(entry, from.id)], title: nameOf(from), brief: nameOf(from) }, [
      {
        type: 'paragraph',
        text: sentences(
          [
            ...translator.merchantText(from.name, 'strong'),
            textRun(from.country ? ` (${translator.country(from.country)}).` : '.'),
          ],
          safeguard(writing, from),
        ),
      },
    ])
  const stated = [
    ...inPart(writing, register.recipients)
      .filter(isAbroad)
      .map((recipient) => abroad('recipient_transfer', 'recipient', recipient)),
    ...places.filter(isAbroad).map((place) => abroad('storage_transfer', 'storage_place', place)),
  ]
  if (stated.length === 0) return []
  const about = {
    kind: 'transfers',
    entries: stated.flatMap(({ entries }) => entries),
    title: translator.translate('storage.transfers'),
  } as const
  return [sentence(writing, about, [translator.textRun('storage.protected')]), ...stated]
}

export const storage: SectionWriter = (writing) => {
  const { translator, part } = writing
  const places = inPart(writing, writing.register.storagePlaces)
  const columns = [
    translator.translate('storage.place'),
    translator.translate('storage.country'),
    translator.translate('storage.runBy'),
  ]
  const table: StatementGroup = {
    layout: 'table',
    id: `${part}-storage-places`,
    title: null,
    columns,
    statements: places.map((place) => placeRow(writing, place)),
  }
  return [
    table,
    proseGroup(writing, 'storage', [
      ...whereStored(writing, places),
      ...whereReceived(writing),
      ...reviewed(writing),
      ...clauseStatements(writing, 'storage'),
    ]),
    proseGroup(writing, 'storage', transfers(writing, places), {
      key: 'transfers',
      title: [translator.textRun('storage.transfers')],
    }),
  ]
}
