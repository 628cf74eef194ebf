/** One thing that is measured may fail, on a slow machine above all: that is said, and the others are measured all the same. */
export async function attempt<Result>(name: string, work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work()
  } catch (error) {
    console.log(`${name} failed: ${reasonOf(error)}`)
    return undefined
  }
}

/** The first line of what went wrong deepest: what is around it says where, and is known. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? (error.message.split('\n')[0] ?? '') : reasonOf(error.cause)
}
