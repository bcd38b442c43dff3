import { hashPassword, verifyPassword } from '@/server/domains/people/passwords/hashing'
import { race } from './rounds'
import { benchPassword, type Stage } from './stage'

/** A whole sign-in over HTTP beside checking one password hash, which is most of it on purpose. */
export async function measureSignIn({ client, email }: Stage, rounds: number) {
  const hash = await hashPassword(benchPassword)
  return race(
    {
      ours: async () => void (await client.mutate('people.signIn', { email, password: benchPassword })),
      plain: async () => void (await verifyPassword(hash, benchPassword)),
    },
    { rounds },
  )
}
