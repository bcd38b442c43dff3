import { paths } from '@/app/_lib/paths'
import { isOwnPath } from '@/server/domains/people/rules/own-path'

/** Where to go after signing in: a path of ours that was asked for, never another site. */
export const nextPath = (asked: string | string[] | null | undefined): string =>
  typeof asked === 'string' && isOwnPath(asked) ? asked : paths.home()
