import { apartIn } from '../platform/threads.ts'

/** What takes longer than anybody should wait for another: `thread.ts` says what there is. */
export const apart = apartIn<typeof import('./thread.ts')>(new URL('./thread.ts', import.meta.url))
