import { Worker } from 'node:worker_threads'
import { type Digest, digestBlock } from './digest.ts'

/** Digests blocks, on several threads where it has them. Results may be awaited in any order. */
export interface Digester {
  digest(bytes: Uint8Array): Promise<Digest>
  close(): Promise<unknown>
}

/** @param threads 0 works on the present thread */
export function digesterOf(shop: string, threads: number): Digester {
  if (threads === 0) return { digest: async (bytes) => digestBlock(bytes, shop), close: async () => undefined }
  const workers = Array.from({ length: threads }, () => new Thread(shop))
  let turn = 0
  return {
    digest: (bytes) => {
      turn += 1
      const worker = workers[turn % threads]
      if (!worker) throw new Error('There is no thread to digest with')
      return worker.digest(bytes)
    },
    close: () => Promise.all(workers.map((worker) => worker.close())),
  }
}

interface Waiting {
  resolve: (digest: Digest) => void
  reject: (error: unknown) => void
}

/** A thread answers in the order of its requests. */
class Thread {
  readonly #worker: Worker
  readonly #waiting: Waiting[] = []

  constructor(shop: string) {
    this.#worker = new Worker(new URL('./digest-thread.ts', import.meta.url), { workerData: shop })
    this.#worker.on('message', (digest: Digest) => this.#waiting.shift()?.resolve(digest))
    this.#worker.on('error', (error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error)
    })
  }

  digest(bytes: Uint8Array): Promise<Digest> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#worker.postMessage(bytes)
    })
  }

  close(): Promise<number> {
    return this.#worker.terminate()
  }
}
