import { data } from '@remix-run/node'

/** Answers every unknown address. Without this route, Remix logs each of them as an error. */
export function loader(): never {
  throw data(null, { status: 404 })
}

export const action = loader

export default function NoPage() {
  return null
}
