import { gid, INSTALLATION_ID } from '../../shop/model.ts'
import { revokeScopes, scopesOf } from '../../shop/scopes.ts'
import { type Resolvers, userError } from '../context.ts'

const named = (handles: readonly string[]) => handles.map((handle) => ({ handle, description: handle }))

/** The app itself: what it may do in the shop. */
export const appResolvers: Resolvers = {
  QueryRoot: {
    app: () => ({ id: gid('App', 1), title: 'Kept', handle: 'kept', installation: { id: INSTALLATION_ID } }),
  },
  App: {
    requestedAccessScopes: (_source, _args, { state }) => named(scopesOf(state).required),
    optionalAccessScopes: (_source, _args, { state }) => named(scopesOf(state).optional),
  },
  AppInstallation: {
    accessScopes: (_source, _args, { scopes }) => named([...scopes]),
  },
  Mutation: {
    appRevokeAccessScopes: (_source, { scopes }: { scopes: string[] }, { state }) => {
      const { required, optional } = scopesOf(state)
      const refused = (message: string, code: string) => ({
        revoked: null,
        userErrors: [userError(['scopes'], message, code)],
      })
      if (scopes.some((scope) => required.includes(scope))) {
        return refused('Required scopes cannot be revoked', 'CANNOT_REVOKE_REQUIRED_SCOPES')
      }
      if (scopes.some((scope) => !optional.includes(scope))) {
        return refused('Scopes that the app does not name cannot be revoked', 'CANNOT_REVOKE_UNDECLARED_SCOPES')
      }
      revokeScopes(state, scopes)
      return { revoked: named(scopes), userErrors: [] }
    },
  },
}
