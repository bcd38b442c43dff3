/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm test` over the whole project; a build on a user's machine need not wait for them.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  // Mantine's barrel is walked only as far as it is used.
  experimental: { optimizePackageImports: ['@mantine/core', '@mantine/hooks', '@tabler/icons-react'] },
  // The title comes with the page for everybody: sent after it, it is missing for a moment to who reads by ear.
  htmlLimitedBots: /.*/,
  // Uploads have routes of their own beside the pages.
  images: { unoptimized: true },
  outputFileTracingRoot: import.meta.dirname,
}
