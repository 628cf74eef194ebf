import type { BlogComment, Customer } from './model.ts'
import { DAY_MS } from './people.ts'
import type { Words } from './words.ts'

interface Writing {
  words: Words
  today: Date
}

/** Written under an article of the shop's blog, with an address that readers do not see. */
export function aComment({ id, firstName, email }: Customer, { words, today }: Writing, n = 0): BlogComment {
  return {
    id: id * 10 + n,
    author: { name: firstName ?? '', email: email ?? '' },
    body: words.blogComment,
    ip: `198.51.100.${id % 250}`,
    status: n % 2 === 0 ? 'PUBLISHED' : 'UNAPPROVED',
    createdAt: new Date(+today - (20 + (id % 300)) * DAY_MS).toISOString(),
  }
}
