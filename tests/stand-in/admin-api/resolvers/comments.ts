import { type BlogComment, gid, idOf } from '../../shop/model.ts'
import { connection, type PageArguments, sortedBy } from '../connection.ts'
import { notImplemented, type Resolvers, userError, type WithId } from '../context.ts'

type Search = PageArguments & { query?: string; sortKey?: string }

const SORTS = { CREATED_AT: ({ createdAt }: BlogComment) => createdAt } as const

/** Comments on blogs: Shopify's search knows no filter by who wrote them. */
export const commentResolvers: Resolvers = {
  QueryRoot: {
    comment: (_source, { id }: WithId, { state }) => state.shop.comments.find((one) => one.id === idOf(id)) ?? null,
    comments: (_source, { query, sortKey, ...page }: Search, { state }) => {
      if (query) throw notImplemented('search for comments')
      return connection(state.shop.comments, page, sortedBy(SORTS, sortKey))
    },
  },
  Comment: {
    id: ({ id }: BlogComment) => gid('Comment', id),
    article: () => null,
    bodyHtml: ({ body }: BlogComment) => body,
    isPublished: ({ status }: BlogComment) => status === 'PUBLISHED',
    publishedAt: ({ status, createdAt }: BlogComment) => (status === 'PUBLISHED' ? createdAt : null),
    updatedAt: ({ createdAt }: BlogComment) => createdAt,
    userAgent: () => null,
  },
  Mutation: {
    commentDelete: (_source, { id }: WithId, { state }) => {
      const comment = state.shop.comments.find((one) => one.id === idOf(id))
      if (!comment) {
        return { deletedCommentId: null, userErrors: [userError(['id'], 'Comment does not exist', 'NOT_FOUND')] }
      }
      state.shop.comments = state.shop.comments.filter((one) => one !== comment)
      state.changed()
      return { deletedCommentId: id, userErrors: [] }
    },
  },
}
