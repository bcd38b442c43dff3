import { serve } from '@/server/platform/threads/serve'
import { type FirmwareInspection, inspectFirmware } from './inspect-firmware'

/** Where this module lies, for the thread that starts it. */
export const moduleUrl = import.meta.url
export const workerName = 'firmware-reader'

export type FirmwareQuestion = Readonly<{ bytes: Uint8Array; fileName: string }>

serve<FirmwareQuestion, FirmwareInspection>(workerName, ({ bytes, fileName }) =>
  Promise.resolve(inspectFirmware(bytes, fileName)),
)
