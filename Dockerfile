# One image for api, worker and cli; what runs is chosen by the command.
FROM node:22-bookworm-slim AS build
WORKDIR /mingjian
COPY . .
RUN npm ci --no-audit --no-fund && node tools/build.mjs && npm prune --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
WORKDIR /mingjian
ENV NODE_ENV=production HOST=0.0.0.0 PORT=7300
COPY --from=build /mingjian/package.json ./
COPY --from=build /mingjian/node_modules node_modules
COPY --from=build /mingjian/dist dist
USER node
EXPOSE 7300
CMD ["node", "--enable-source-maps", "dist/server/api.js"]
