import { router } from '@/server/trpc/init'

export const partsRouter = router({})
