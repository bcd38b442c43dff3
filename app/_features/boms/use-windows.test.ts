import { describe, expect, it } from 'vitest'
import { windowsAround } from './use-windows'

describe('windowsAround', () => {
  it.each([
    [0, 30, 5, [0]],
    [0, 30, 50_000, [0, 1]],
    [450, 480, 50_000, [3, 4, 5]],
    [49_970, 49_999, 50_000, [498, 499]],
    [0, 0, 0, [0]],
  ])('rows %i to %i of %i need %j', (first, last, total, windows) =>
    expect(windowsAround(first, last, total)).toEqual(windows),
  )
})
