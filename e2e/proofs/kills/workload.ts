import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Visitor, visitor } from './client'

/** What the product said it had done. Nothing of this may ever be missing again. */
export type Acknowledged = {
  imports: { bomId: string; revisionId: string; lines: number }[]
  posts: { threadId: string; postId: string; text: string }[]
  people: { email: string; password: string }[]
}
export const nothingYet = (): Acknowledged => ({ imports: [], posts: [], people: [] })
export const count = ({ imports, posts, people }: Acknowledged) => imports.length + posts.length + people.length

type Stage = Readonly<{ url: string; productId: string; owner: Visitor }>

/** Signs the owner of the demo's brand in and finds the product to work on. */
export async function openStage(url: string): Promise<Stage> {
  const owner = visitor(url, '198.51.100.1')
  const accounts = await owner.api.people.demoAccounts.query()
  const account = accounts.find(({ role, orgKind }) => role === 'owner' && orgKind === 'brand')
  if (!account) throw new Error('the demo has no owner of a brand')
  await owner.api.people.signInDemo.mutate({ userId: account.userId })
  const { items } = await owner.api.products.listProducts.query({})
  const [product] = items
  if (!product) throw new Error('the demo has no product')
  return { url, productId: product.id, owner }
}

/** Imports, comments and sign-ups, each again and again, until `stopped`. An error means no acknowledgement, no more. */
export async function work(stage: Stage, done: Acknowledged, stopped: () => boolean): Promise<void> {
  const again = async (act: () => Promise<void>) => {
    while (!stopped()) await act().catch(() => pause(20))
  }
  await Promise.all([
    again(() => importBom(stage, done)),
    again(() => importBom(stage, done)),
    again(() => converse(stage, done)),
    again(() => converse(stage, done)),
    again(() => signUp(stage, done)),
  ])
}

async function importBom({ productId, owner }: Stage, done: Acknowledged): Promise<void> {
  const lines = 20 + Math.floor(Math.random() * 400)
  const name = `proof-${randomUUID()}`
  const importId = await owner.uploadBom(productId, `${name}.csv`, bomText(lines))
  const found = await owner.api.boms.getImport.query({ importId })
  const made = await owner.api.boms.commitImport.mutate({
    importId,
    version: found.version,
    name: { en: name, zh: '' },
  })
  done.imports.push({ ...made, lines })
}

function bomText(lines: number): string {
  const rows = Array.from({ length: lines }, (_, index) => {
    const n = index + 1
    return `"R${n * 2 - 1},R${n * 2}",2,RC0603FR-07${n}KL,Yageo,${n}k,R_0603`
  })
  return ['Designator,Quantity,MPN,Manufacturer,Value,Footprint', ...rows].join('\n')
}

async function converse({ productId, owner }: Stage, done: Acknowledged): Promise<void> {
  const say = () => ({ en: `Proof ${randomUUID()}`, zh: '', source: 'en' as const })
  const body = say()
  const subject = { kind: 'product', id: productId } as const
  const opened = await owner.api.threads.openThread.mutate({ productId, subject, body, clientKey: randomUUID() })
  done.posts.push({ ...opened, text: body.en })
  for (let round = 0; round < 3; round++) {
    const answer = say()
    const posted = await owner.api.threads.reply.mutate({
      threadId: opened.threadId,
      body: answer,
      clientKey: randomUUID(),
    })
    done.posts.push({ ...posted, text: answer.en })
  }
}

async function signUp({ url, owner }: Stage, done: Acknowledged): Promise<void> {
  const { path } = await owner.api.orgs.inviteMember.mutate({ role: 'engineer' })
  const token = decodeURIComponent(path?.split('/').at(-1) ?? '')
  const email = `proof-${randomUUID()}@example.com`
  const password = `dovetail ${randomUUID()}`
  // Sign-ups are counted by /24: each comes from another one, or the first thirty would be the last.
  const guest = visitor(url, `198.18.${Math.floor(Math.random() * 256)}.1`)
  const person = {
    givenNameEn: 'Proof',
    familyNameEn: 'Person',
    email,
    password,
    locale: 'en',
    timeZone: 'UTC',
  } as const
  await guest.api.orgs.joinAsNewPerson.mutate({ token, person })
  done.people.push({ email, password })
}
