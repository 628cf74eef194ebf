import { QUEUE_SCHEMA } from './define-queue.ts'

/** The role with the application's rights. Nobody logs in as it: the application's login is a member of it. */
export const APP_ROLE = 'kept_app'

/** The database's facts about a login. */
export interface LoginFacts {
  login: string
  /** Whether the application's role exists. */
  isMigrated: boolean
  /** Whether the login inherits the rights of the application's role (INHERIT). */
  hasRights: boolean
  /** Whether it is a superuser, bypasses row-level security or can create roles, or can become such a role. */
  isPowerful: boolean
  /** Whether it owns tables, or can become their owner: an owner can turn row-level security off. */
  isOwner: boolean
}

/** One row about the login $1, or about the present login when $1 is null; no row when it does not exist. */
export const LOGIN_FACTS = `
  SELECT me.rolname::text AS login,
    app.oid IS NOT NULL AS "isMigrated",
    coalesce(pg_has_role(me.oid, app.oid, 'USAGE'), false) AS "hasRights",
    EXISTS (SELECT FROM pg_roles r
            WHERE (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole) AND pg_has_role(me.oid, r.oid, 'MEMBER')
           ) AS "isPowerful",
    EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('public', '${QUEUE_SCHEMA}') AND pg_has_role(me.oid, c.relowner, 'MEMBER')
           ) AS "isOwner"
  FROM pg_roles me LEFT JOIN pg_roles app ON app.rolname = '${APP_ROLE}'
  WHERE me.rolname = coalesce($1, session_user)`

/** Why the application must not run with this login, and what to do; null when it may. */
export function problemOfLogin(facts: LoginFacts): string | null {
  const { login } = facts
  if (!facts.isMigrated) return 'The database is not migrated. Run: npm run migrate'
  if (facts.isPowerful || facts.isOwner) {
    const why = facts.isPowerful
      ? 'has rights that pass every fence between shops'
      : 'owns the tables, and can take the fence down'
    return (
      `DATABASE_URL names the login "${login}", which ${why}. Give that one to migrations only, as DATABASE_OWNER_URL, ` +
      'put another login into DATABASE_URL, and run: npm run migrate'
    )
  }
  if (!facts.hasRights) {
    return (
      `DATABASE_URL names the login "${login}", which is not a member of ${APP_ROLE}. ` +
      `Run npm run migrate with DATABASE_OWNER_URL set, or as the owner: GRANT ${APP_ROLE} TO "${login}"`
    )
  }
  return null
}
