import type { PartsSettings } from '@/server/platform/parts-settings'
import { digiKeyProvider } from './digi-key'
import { fileProvider } from './file'
import { lcscProvider } from './lcsc'
import { mouserProvider } from './mouser'
import type { PartsProvider } from './provider'

/** The sources this deployment was given, the offline one first. None is asked that was not set up. */
export const configuredProviders = (settings: PartsSettings, now: () => Date): readonly PartsProvider[] => [
  ...(settings.file === null ? [] : [fileProvider(settings.file)]),
  ...(settings.lcsc === null ? [] : [lcscProvider(settings.lcsc, now)]),
  ...(settings.mouser === null ? [] : [mouserProvider(settings.mouser)]),
  ...(settings.digiKey === null ? [] : [digiKeyProvider(settings.digiKey)]),
]
