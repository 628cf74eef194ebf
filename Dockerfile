# Kept in production: one image for the web process, the worker, the migrations and the change of the encryption key.
# It needs no capability and writes nothing but below /tmp: see compose.yaml.

FROM node:24-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d AS build
WORKDIR /kept
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run generate && npm run build

FROM node:24-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d AS dependencies
WORKDIR /kept
COPY package.json package-lock.json .npmrc ./
COPY prisma prisma
COPY prisma.config.ts ./
# Without the optional ones: the image brings its own Node.
RUN npm ci --omit=dev --omit=optional && npx --no-install prisma generate

FROM node:24-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d
# Commands are started by node itself: npm would write logs and stand between them and the signals.
ENV NODE_ENV=production PATH=/kept/node_modules/.bin:$PATH HOME=/tmp
WORKDIR /kept
COPY --from=dependencies /kept/node_modules node_modules
COPY --from=build /kept/build build
COPY package.json prisma.config.ts ./
COPY prisma prisma
# Draws the frozen banners: the same files that the storefront has.
COPY extensions/consent-banner extensions/consent-banner
COPY scripts/start.ts scripts/build.ts scripts/rotate-key.ts scripts/migrate.ts scripts/app-login.ts scripts/distribute.ts scripts/
# The commands beside the built process import its sources.
COPY app app
USER node
EXPOSE 3000 9090
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm, so that the process itself is asked to stop.
CMD ["node", "scripts/start.ts"]
