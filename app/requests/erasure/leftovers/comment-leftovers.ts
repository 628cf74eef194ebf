import { deleteComment, readCommentAuthors } from '../../../shopify/person-writes/comments.ts'
import { everyPage, leftover, oneByOne } from './leftover.ts'
import { sameAddress } from './same-address.ts'

const GONE = 'NOT_FOUND'

export const BLOG_COMMENTS = leftover<string>({
  group: 'blog_comments',
  mutation: 'commentDelete',
  scopes: ['write_online_store_pages'],
  cannot: null,
  limit: 'comments_by_address',
  find: async function* (client, { email }) {
    if (email === null) return
    for await (const { nodes } of everyPage((after) => readCommentAuthors(client, after))) {
      yield { items: nodes.filter(({ author }) => sameAddress(author.email, email)).map(({ id }) => id) }
    }
  },
  erase: oneByOne(async (client, id) => {
    const refusal = await deleteComment(client, id)
    return refusal === GONE ? null : refusal
  }),
})
