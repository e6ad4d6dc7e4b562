# syntax=docker/dockerfile:1
# The image of ironlint: for the pre-commit hook `ironlint-docker`, and for CI systems that run containers.
#   docker build -t ironlint . && docker run --rm -v "$PWD:/src:ro" ironlint

FROM node:24-trixie-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:24-trixie-slim
LABEL org.opencontainers.image.title="ironlint" \
      org.opencontainers.image.description="A Dockerfile linter and policy checker that understands the build" \
      org.opencontainers.image.source="https://github.com/ironlint/ironlint" \
      org.opencontainers.image.licenses="MIT"
# git answers what is tracked, ShellCheck reads the scripts of `--shellcheck auto`.
RUN apt-get update \
    && apt-get install -y --no-install-recommends git shellcheck \
    && rm -rf /var/lib/apt/lists/* \
    && ln -s /opt/ironlint/bin/ironlint.cjs /usr/local/bin/ironlint
COPY --from=build /build/package.json /build/LICENSE /opt/ironlint/
COPY --from=build /build/bin /opt/ironlint/bin
COPY --from=build /build/dist /opt/ironlint/dist
COPY --from=build /build/policies /opt/ironlint/policies
COPY --from=build /build/schema /opt/ironlint/schema
# What is linted belongs to whoever runs the container: git would not read it otherwise.
RUN git config --system --add safe.directory '*'
WORKDIR /src
USER node
ENTRYPOINT ["ironlint"]
