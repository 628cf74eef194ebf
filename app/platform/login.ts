import { QUEUE_SCHEMA } from './define-queue.ts'

/** The role that holds the application's rights. Nobody logs in as it: the application's login is a member of it. */
export const APP_ROLE = 'kept_app'

/** What the database says about a login. */
export interface LoginFacts {
  login: string
  /** The application's role is there. */
  isMigrated: boolean
  /** The login has the rights of the application's role without asking for them (INHERIT). */
  hasRights: boolean
  /** It is a superuser, passes row-level security or can make roles, or can become a role that does. */
  isPowerful: boolean
  /** It owns tables, or can become their owner: an owner can take the fence down. */
  isOwner: boolean
}

/** One row on the login $1, or on the one that asks where $1 is null; none where there is no such login. */
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

/** Why the application must not work under this login, and what to do; null when it may. */
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
