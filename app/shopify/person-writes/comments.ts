/** Comments on the shop's blogs. Scope: write_online_store_pages or write_content. */
import { pageOf } from '../person-data/ask.ts'
import type { ShopClient } from '../shop-client.ts'
import { askAll, refusalIn } from './asked.ts'

/**
 * Of all comments of the shop, a page: Shopify's search knows no filter by their author.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function readCommentAuthors(client: ShopClient, after: string | null) {
  const { comments } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptCommentAuthors($after: String) {
        comments(first: 250, after: $after, sortKey: ID) {
          nodes { id author { email } }
          pageInfo { hasNextPage endCursor }
        }
      }`,
      { variables: { after }, ...options },
    ),
  )
  return pageOf(comments, [])
}

/** @throws ShopifyUnavailable, ShopifyRefusal */
export async function deleteComment(client: ShopClient, id: string): Promise<string | null> {
  const { commentDelete } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptCommentDeleted($id: ID!) { commentDelete(id: $id) { userErrors { code message } } }`,
      { variables: { id }, ...options },
    ),
  )
  return refusalIn(commentDelete?.userErrors)
}
