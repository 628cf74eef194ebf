import { defineConfig } from 'prisma/config'
import { MigrationAdapter } from './prisma/migration-adapter.ts'

// `prisma generate` needs no database, but without this variable Prisma forgets engineType = "client" and wants to
// download a query engine.
process.env.DATABASE_URL ??= 'postgresql://database-url-is-not-set'
const url = process.env.DATABASE_URL

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  experimental: { adapter: true },
  engine: 'js',
  adapter: async () => new MigrationAdapter(url),
})
