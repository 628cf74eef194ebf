import type { ShopClient } from '../shop-client.ts'
import { ask } from './ask.ts'

/** What the merchant lets Kept do. */
export class GrantedScopes {
  readonly #handles: ReadonlySet<string>

  constructor(handles: readonly string[]) {
    this.#handles = new Set(handles)
  }

  /** Whoever may write may read, too. */
  covers(scope: string): boolean {
    return this.#handles.has(scope) || this.#handles.has(scope.replace(/^read_/, 'write_'))
  }
}

/** @throws ShopifyUnavailable, ShopifyRefusal */
export async function readGrantedScopes(client: ShopClient): Promise<GrantedScopes> {
  const { data } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptScopes { currentAppInstallation { accessScopes { handle } } }`,
      options,
    ),
  )
  return new GrantedScopes(data.currentAppInstallation.accessScopes.map(({ handle }) => handle))
}
