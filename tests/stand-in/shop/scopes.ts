import type { ShopState } from './state.ts'

/** What the app's configuration asks for: at once, or once it is of use. */
export interface Access {
  required: readonly string[]
  optional: readonly string[]
}

/** As App Bridge and the Admin API tell it. */
export interface ScopesDetail {
  granted: string[]
  required: string[]
  optional: string[]
}

export const scopesOf = ({ shop, access }: ShopState): ScopesDetail => ({
  granted: [...new Set([...access.required, ...shop.grantedScopes])],
  required: [...access.required],
  optional: [...access.optional],
})

/** The merchant grants optional scopes: those of them that are new. Throws for one that the app did not name. */
export function grantScopes(state: ShopState, scopes: readonly string[]): void {
  const undeclared = scopes.filter((scope) => !state.access.optional.includes(scope))
  if (undeclared.length > 0) throw new Error(`The app does not name these as optional: ${undeclared.join(', ')}`)
  change(state, [...new Set([...state.shop.grantedScopes, ...scopes])])
}

/** The app or the merchant takes optional scopes back. */
export const revokeScopes = (state: ShopState, scopes: readonly string[]): void =>
  change(
    state,
    state.shop.grantedScopes.filter((scope) => !scopes.includes(scope)),
  )

function change(state: ShopState, grantedScopes: string[]): void {
  const previous = scopesOf(state).granted
  state.shop.grantedScopes = grantedScopes
  const current = scopesOf(state).granted
  if (previous.length === current.length) return
  state.changed()
  state.tell('app/scopes_update', { id: 1, previous, current, updated_at: state.now().toISOString() })
}
