import { drawingParsers } from '@/server/domains/designFiles/drawing/fixtures/fuzzed'
import { modelParsers } from '@/server/domains/designFiles/modelling/fixtures/fuzzed'
import { designParsers } from '@/server/domains/designFiles/reading/fixtures/fuzzed'
import { firmwareParsers } from '@/server/domains/firmware/formats/fixtures/fuzzed'
import { paintingParsers } from '@/server/domains/designFiles/painting/fixtures/fuzzed'
import type { FuzzedParser } from '@/server/testing/fuzz/run'

/** Every reader under proof. A new one is a line here: a list of its own, beside the reader's fixtures. */
export const parsers: readonly FuzzedParser[] = [
  ...firmwareParsers,
  ...designParsers,
  ...drawingParsers,
  ...modelParsers,
  ...paintingParsers,
]
