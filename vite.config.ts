import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import { compressed } from './scripts/bundle/compressed.ts'
import { threads } from './scripts/bundle/threads.ts'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

export default defineConfig({
  plugins: [
    remix({
      ignoredRouteFiles: ['**/.*'],
      // v3_lazyRouteDiscovery stays off: it needs sessionStorage, which the admin's frame may be denied.
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
      },
    }),
    threads(),
    compressed(),
  ],
  build: { assetsInlineLimit: 0 },
  server: { allowedHosts: true },
  optimizeDeps: {
    include: [
      '@remix-run/react',
      '@shopify/app-bridge-react',
      '@shopify/polaris',
      '@shopify/shopify-app-remix/react',
      'react-dom/client',
      'use-intl',
    ],
  },
})
