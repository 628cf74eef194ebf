import { expect, test } from 'vitest'
import { fromPasswd } from '../../scripts/local/postgres/account.ts'

const root = 'root:x:0:0:root:/root:/bin/bash'
const nobody = 'nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin'
const postgres = 'postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash'

test.each([
  { name: "PostgreSQL's own user", passwd: [root, nobody, postgres], account: { uid: 101, gid: 104 } },
  { name: 'nobody, in a bare container', passwd: [root, nobody], account: { uid: 65534, gid: 65533 } },
  { name: 'no user that is root by another name', passwd: [root, 'postgres:x:0:0::/:/bin/sh'], account: undefined },
  { name: 'none that is only called alike', passwd: [root, 'postgresql:x:5:5::/:'], account: undefined },
  { name: 'none where there is none', passwd: [root], account: undefined },
])('a server that root starts runs as $name', ({ passwd, account }) => {
  expect(fromPasswd(`${passwd.join('\n')}\n`)).toEqual(account)
})
