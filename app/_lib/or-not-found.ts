import { notFound } from 'next/navigation'

/** Shows the not-found page where the server says an object does not exist; every other failure stays one. */
export async function orNotFound<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    // By its code, not its class: pages are bundled apart from the process that throws.
    if (error instanceof Error && 'code' in error && error.code === 'NOT_FOUND') notFound()
    throw error
  }
}
