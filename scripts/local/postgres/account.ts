import { lchownSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Whom PostgreSQL runs as when Kept runs as root, which PostgreSQL itself refuses. */
export interface Account {
  uid: number
  gid: number
}

/** PostgreSQL's own user where there is one; the other is on every Linux. No user is ever created. */
const NAMES = ['postgres', 'nobody']

/**
 * The account for the server of a data folder; undefined when it is our own.
 *
 * @throws when there is none, or when the data belongs to somebody whom we cannot be.
 */
export function accountFor(directory: string): Account | undefined {
  const owner = ownerOf(directory)
  const self = process.getuid?.()
  if (self !== 0) {
    if (!owner || owner.uid === self) return undefined
    throw new Error(
      `${directory} belongs to another user (number ${owner.uid}), who started Kept here before, or for whom root did. ` +
        `Start it as that user or as root, or remove the data: sudo rm -r '${directory}'`,
    )
  }
  // Data that an earlier start left stays with whom it belongs to.
  if (owner && owner.uid !== 0) return owner
  const account = fromPasswd(readFileSync('/etc/passwd', 'utf8'))
  if (account) return account
  throw new Error(
    `Kept runs as root, PostgreSQL refuses to, and there is no user ${NAMES.join(' or ')} whom it could run as. ` +
      'Make one (useradd --system postgres), or start Kept as a user other than root.',
  )
}

/** Of the text of /etc/passwd: the first of the names that it has. */
export function fromPasswd(passwd: string): Account | undefined {
  const entries = new Map(passwd.split('\n').map((line) => [line.split(':', 1)[0], line.split(':')]))
  for (const name of NAMES) {
    const [, , uid, gid] = entries.get(name) ?? []
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}

/** Gives something that Kept made, and all in it, to the account. */
export function giveTo(account: Account | undefined, file: string): void {
  if (!account) return
  if (lstatSync(file).isDirectory()) {
    for (const name of readdirSync(file)) giveTo(account, path.join(file, name))
  }
  try {
    lchownSync(file, account.uid, account.gid)
  } catch (cause) {
    throw new Error(
      `Kept runs as root, and may not give ${file} to the user number ${account.uid}, whom PostgreSQL is to run as ` +
        `(${String(cause)}). Start Kept as a user other than root.`,
    )
  }
}

function ownerOf(directory: string): Account | undefined {
  const found = lstatSync(directory, { throwIfNoEntry: false })
  return found && { uid: found.uid, gid: found.gid }
}
