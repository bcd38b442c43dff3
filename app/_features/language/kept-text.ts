import { forget, isKept } from '@/app/_lib/use-kept'

/** Under which the words of an editor survive a reload. */
export const keptText = (keepAs: string): string => `text ${keepAs}`
/** Whether somebody typed there and has not saved it yet. */
export const hasKeptText = (keepAs: string): boolean => isKept(keptText(keepAs))
/** What was typed there was saved, by an editor that is closed with it. */
export const forgetText = (keepAs: string): void => forget(keptText(keepAs))
