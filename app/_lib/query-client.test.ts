import { expect, test } from 'vitest'
import { makeQueryClient } from './query-client'

test('what fails while the server makes a page fails at once', async () => {
  let asked = 0
  const queryFn = () => {
    asked++
    return Promise.reject(new Error('gone'))
  }
  await makeQueryClient().prefetchQuery({ queryKey: ['any'], queryFn })
  expect(asked).toBe(1)
})
