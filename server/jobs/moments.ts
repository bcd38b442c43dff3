import { languageTags } from '@/locales/config'
import type { Language } from '@/server/kernel/bilingual'

const format = (locale: Language, timeZone: string, at: Date) =>
  new Intl.DateTimeFormat(languageTags[locale], {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'shortGeneric',
  }).format(at)

/** A moment in the reader's zone and, where the clocks differ, in the writer's: `Nov 22, 10:04 AM PT / … China Time`. */
export function momentOnBothShores(locale: Language, at: Date, readerZone: string, writerZone: string): string {
  const [here, there] = [format(locale, readerZone, at), format(locale, writerZone, at)]
  return here === there ? here : `${here} / ${there}`
}
