import { paths } from '@/app/_lib/paths'

/** Where to go after signing in: a path of ours that was asked for, never another site. */
export function nextPath(asked: string | string[] | null | undefined): string {
  if (typeof asked !== 'string' || !/^\/(?![/\\])/.test(asked) || /[\p{Cc}\\]/u.test(asked)) return paths.home()
  return asked
}
