/** What a process that a test starts gets of this one's environment: how Node is found, and its modules compiled once. */
export const OF_THIS_PROCESS = { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }
