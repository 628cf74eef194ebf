import { gid, idOf, type Shop, type TimelineEvent } from '../../shop/model.ts'
import { connection, type PageArguments, sortedBy } from '../connection.ts'
import type { Resolvers, WithId } from '../context.ts'
import { staffWith } from './staff.ts'

type Search = PageArguments & { sortKey?: string }

const SORTS = { CREATED_AT: ({ createdAt }: TimelineEvent) => createdAt } as const

const shown = (event: TimelineEvent) => ({ ...event, __typename: event.isComment ? 'CommentEvent' : 'BasicEvent' })

const COMMON = {
  id: ({ id, isComment }: TimelineEvent) => gid(isComment ? 'CommentEvent' : 'BasicEvent', id),
  attributeToApp: ({ appTitle }: TimelineEvent) => appTitle !== null,
  attributeToUser: ({ staffId }: TimelineEvent) => staffId !== null,
  criticalAlert: () => false,
} as const

/** What happened to the thing with this gid, as staff see it. */
export const eventsOf = (shop: Shop, subjectId: string, { sortKey, ...page }: Search) =>
  connection(shop.events.filter((event) => event.subjectId === subjectId).map(shown), page, sortedBy(SORTS, sortKey))

/** Timelines of customers and orders. */
export const timelineResolvers: Resolvers = {
  QueryRoot: {
    event: (_source, { id }: WithId, { state }) => {
      const found = state.shop.events.find((event) => event.id === idOf(id))
      return found ? shown(found) : null
    },
  },
  BasicEvent: {
    ...COMMON,
    author: ({ staffId }: TimelineEvent, _args, { state }) => {
      const staff = staffId === null ? null : staffWith(state.shop, staffId)
      return staff ? `${staff.firstName} ${staff.lastName}` : null
    },
    additionalContent: () => null,
    additionalData: () => null,
    arguments: () => null,
    hasAdditionalContent: () => false,
    secondaryMessage: () => null,
    subjectType: ({ subjectId }: TimelineEvent) => (subjectId.split('/')[3] ?? 'UNKNOWN').toUpperCase(),
    subject: () => null,
  },
  CommentEvent: {
    ...COMMON,
    author: ({ staffId }: TimelineEvent, _args, { state }) => staffWith(state.shop, staffId ?? 0),
    rawMessage: ({ message }: TimelineEvent) => message,
    attachments: () => [],
    canDelete: () => false,
    canEdit: () => false,
    edited: () => false,
    embed: () => null,
    subject: () => null,
  },
}
