import type { DesignReading } from '@/server/domains/designFiles/reading/summary'

type Read = Readonly<{ reading: DesignReading | null }>

/** Whether a file holds layers of a board: one, as many as its ZIP has, or none. */
export function layersWithin({ reading }: Read): 'one' | 'several' | 'none' {
  if (reading?.kind === 'gerber' || reading?.kind === 'drill') return 'one'
  return reading?.kind === 'archive' && reading.shown?.fact === 'board' ? 'several' : 'none'
}

/** Whether there is a picture of a file. */
export const isViewable = (file: Read): boolean => layersWithin(file) !== 'none'
