# syntax=docker/dockerfile:1.20-labs
# One image for api, worker and cli; what runs is chosen by the command.
FROM node:22-bookworm-slim AS build
WORKDIR /mingjian
COPY . .
RUN npm ci --no-audit --no-fund && node tools/build.mjs

FROM node:22-bookworm-slim
WORKDIR /mingjian
ENV NODE_ENV=production HOST=0.0.0.0 PORT=7300
COPY package.json package-lock.json ./
COPY --parents apps/*/package.json libs/*/package.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
COPY --from=build /mingjian/dist dist
USER node
EXPOSE 7300
CMD ["node", "--enable-source-maps", "dist/server/api.js"]
