# Kept in production: one image for the web process, the worker and the migrations.

FROM node:24-bookworm-slim AS build
WORKDIR /kept
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run generate && npm run build

FROM node:24-bookworm-slim AS dependencies
WORKDIR /kept
COPY package.json package-lock.json .npmrc ./
COPY prisma prisma
COPY prisma.config.ts ./
# Without the optional ones: the image brings its own Node.
RUN npm ci --omit=dev --omit=optional && npx --no-install prisma generate

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /kept
COPY --from=dependencies /kept/node_modules node_modules
COPY --from=build /kept/build build
COPY package.json prisma.config.ts ./
COPY prisma prisma
# Draws the frozen banners: the same files that the storefront has.
COPY extensions/consent-banner extensions/consent-banner
COPY scripts/start.ts scripts/build.ts scripts/rotate-key.ts scripts/migrate.ts scripts/app-login.ts scripts/
COPY app/platform/queues.ts app/platform/login.ts app/platform/
USER node
EXPOSE 3000 9090
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm, so that the process itself is asked to stop.
CMD ["node", "scripts/start.ts"]
