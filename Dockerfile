# syntax=docker/dockerfile:1

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node server/scripts/build.mjs

FROM node:20-bookworm-slim AS production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force

# One image for everything: with DATABASE_URL and REDIS_URL it is a web process of many (see docker-compose.yml) or,
# started with `node --heap-growing-percent=100 dist/server/src/worker.js`, a job process; without them it is the whole
# system on its own Postgres, whose data is in the volume.
FROM node:20-bookworm-slim
# Room for what is short-lived: without it, every few seconds a collection of all memory holds up whoever is talking.
ENV NODE_OPTIONS="--enable-source-maps --max-semi-space-size=64"
ENV NODE_ENV=production PORT=3000 HOST=0.0.0.0 DATA_DIR=/app/.data
WORKDIR /app
RUN install --directory --owner=node --group=node .data
COPY --from=production /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY shared/content shared/content
USER node
EXPOSE 3000
VOLUME /app/.data
STOPSIGNAL SIGTERM
# What lasts may double before all of it is looked through (not a thing that NODE_OPTIONS may say).
CMD ["node", "--heap-growing-percent=100", "dist/server/src/main.js"]
