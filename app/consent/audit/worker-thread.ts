/** The task of an audit that runs on a thread: parsing and hashing. No I/O. */
import { type Digest, digestBlock } from '../verification/index.ts'

export const digest = ({ bytes, shop }: { bytes: Uint8Array; shop: string }): Digest => digestBlock(bytes, shop)
