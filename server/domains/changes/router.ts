import { router } from '@/server/trpc/init'

export const changesRouter = router({})
