import path from 'node:path'
import type { Plugin } from 'vite'

const THREAD = /new URL\(\s*['"](\.\/[\w-]*thread\.ts)['"],\s*import\.meta\.url\s*\)/g

/**
 * Adds the files that run on threads to the server's build: `new URL('./worker-thread.ts', import.meta.url)` becomes the
 * address of the built file. Vite does this only for browsers. Without a build, Node reads the source file itself.
 */
export function threads(): Plugin {
  return {
    name: 'kept-threads',
    apply: (_config, { command, isSsrBuild }) => command === 'build' && isSsrBuild === true,
    transform(code, id) {
      if (!code.includes('thread.ts')) return null
      const built = code.replace(THREAD, (_expression, file: string) => {
        const reference = this.emitFile({
          type: 'chunk',
          id: path.resolve(path.dirname(id), file),
          name: threadName(id),
        })
        return `new URL(import.meta.ROLLUP_FILE_URL_${reference})`
      })
      return built === code ? null : { code: built, map: null }
    },
  }
}

/** `thread-of-policy`: of the folder that it is in. */
const threadName = (id: string) => `thread-of-${path.basename(path.dirname(id))}`
