/** What the doors are compared with: `node:http`, one INSERT a request, nothing else. */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_OWNER_URL, max: 10 })
await pool.query('CREATE TABLE IF NOT EXISTS bare (id uuid PRIMARY KEY, body jsonb, at timestamptz DEFAULT now())')

createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  if (chunks.length > 0) {
    await pool.query({
      name: 'bare',
      text: 'INSERT INTO bare (id, body) VALUES ($1, $2)',
      values: [randomUUID(), Buffer.concat(chunks).toString()],
    })
  }
  response.end()
}).listen(Number(process.env.PORT), '127.0.0.1')
