import { data } from '@remix-run/node'

/** Every address that is no page's: the root says so. Without this, Remix writes to the log for each that is tried. */
export function loader(): never {
  throw data(null, { status: 404 })
}

export const action = loader

export default function NoPage() {
  return null
}
