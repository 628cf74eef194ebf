/** A thread that digests the blocks it is sent: see threads.ts. */
import { parentPort, workerData } from 'node:worker_threads'
import { digestBlock } from './digest.ts'

parentPort?.on('message', (bytes: Uint8Array) => parentPort?.postMessage(digestBlock(bytes, workerData)))
