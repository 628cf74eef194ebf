import { gid, idOf, type Shop } from '../../shop/model.ts'
import { userOf } from '../../tokens.ts'
import type { Resolvers, WithId } from '../context.ts'

/** A member of staff, as resolvers read them; null for an id that is nobody. */
export function staffWith({ owner }: Shop, staffId: number) {
  const user = userOf(String(staffId), owner)
  return (
    user && {
      id: user.id,
      firstName: user.first_name,
      lastName: user.last_name,
      email: user.email,
      locale: user.locale,
      isShopOwner: user.account_owner,
    }
  )
}

type Staff = NonNullable<ReturnType<typeof staffWith>>

/** Members of staff: only for the shop's own apps and on larger plans, which `read_users` stands for. */
export const staffResolvers: Resolvers = {
  QueryRoot: {
    staffMember: (_source, { id }: Partial<WithId>, { state }) => (id ? staffWith(state.shop, idOf(id)) : null),
  },
  StaffMember: {
    id: ({ id }: Staff) => gid('StaffMember', id),
    name: ({ firstName, lastName }: Staff) => `${firstName} ${lastName}`,
    initials: ({ firstName, lastName }: Staff) => [firstName[0], lastName[0]],
    active: () => true,
    exists: () => true,
    phone: () => null,
    accountType: () => 'REGULAR',
  },
}
