import { ensureDatabase } from './ensure'

// A process of its own that opens the cluster in argv[2], says so, and lets go when its standard input ends.
const database = await ensureDatabase({ dir: process.argv[2] ?? '' })
process.stdout.write(
  `${JSON.stringify({ url: database.url, started: database.started, claimed: await database.claim() })}\n`,
)
process.stdin.resume()
process.stdin.on('end', () => void database.stop().then(() => process.exit(0)))
