import type { AdminApi } from './admin.ts'
import { answerOf, type RetryPolicy, refuseOn } from './calls.ts'

/** A page of the online store, in the shop's own language. */
export interface ShopPage {
  id: string
  handle: string
  title: string
  body: string
  isPublished: boolean
}

export type PageContent = Omit<ShopPage, 'id' | 'handle'>

/** Null when there is no such page (any more). */
export async function readPage(admin: AdminApi, id: string, retryPolicy: RetryPolicy): Promise<ShopPage | null> {
  const { page } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptPage($id: ID!) { page(id: $id) { id handle title body isPublished } }`,
        { variables: { id }, ...options },
      ),
    retryPolicy,
  )
  return page ?? null
}

/** Null when the handle is free. */
export async function findPage(admin: AdminApi, handle: string, retryPolicy: RetryPolicy): Promise<ShopPage | null> {
  const { pages } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptPageByHandle($query: String!) {
          pages(first: 10, query: $query) { nodes { id handle title body isPublished } }
        }`,
        { variables: { query: `handle:'${handle}'` }, ...options },
      ),
    retryPolicy,
  )
  // The search matches words: `cookies` also finds `cookies-2`.
  return pages.nodes.find((page) => page.handle === handle) ?? null
}

/** Creates a page and returns its id. Refused when the handle is taken. */
export async function createPage(
  admin: AdminApi,
  page: PageContent & { handle: string },
  retryPolicy: RetryPolicy,
): Promise<string> {
  const { pageCreate } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptPageCreate($page: PageCreateInput!) {
          pageCreate(page: $page) { page { id } userErrors { message code } }
        }`,
        { variables: { page }, ...options },
      ),
    retryPolicy,
  )
  refuseOn(pageCreate?.userErrors)
  return pageCreate?.page?.id ?? ''
}

export async function updatePage(
  admin: AdminApi,
  id: string,
  page: PageContent,
  retryPolicy: RetryPolicy,
): Promise<void> {
  const { pageUpdate } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptPageUpdate($id: ID!, $page: PageUpdateInput!) {
          pageUpdate(id: $id, page: $page) { page { id } userErrors { message code } }
        }`,
        { variables: { id, page }, ...options },
      ),
    retryPolicy,
  )
  refuseOn(pageUpdate?.userErrors)
}

export async function deletePage(admin: AdminApi, id: string, retryPolicy: RetryPolicy): Promise<void> {
  const { pageDelete } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptPageDelete($id: ID!) {
          pageDelete(id: $id) { deletedPageId userErrors { message code } }
        }`,
        { variables: { id }, ...options },
      ),
    retryPolicy,
  )
  refuseOn(pageDelete?.userErrors)
}
