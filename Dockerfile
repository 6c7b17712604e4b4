# syntax=docker/dockerfile:1

# The server that the image runs on. The version is that of liberty.version in pom.xml, which scripts/image.sh passes on. A newer
# one, or another Java, can be given: LIBERTY_VERSION=26.0.0.11 LIBERTY_JAVA=java21-openj9 make image
ARG LIBERTY_VERSION=26.0.0.5
ARG LIBERTY_JAVA=java17-openj9

# The console. Neither it nor the WAR depends on the platform: both are built once, on the platform of the
# build.
FROM --platform=$BUILDPLATFORM node:20-bookworm-slim AS console
WORKDIR /build/src-ui
COPY src-ui/package.json src-ui/package-lock.json src-ui/.npmrc* ./
RUN npm ci --no-audit --no-fund
COPY src-ui ./
COPY docs/runbooks.md /build/docs/
RUN npm run build

# The WAR. Dependencies first, so that a change of a source file does not fetch them again.
FROM --platform=$BUILDPLATFORM maven:3.9-eclipse-temurin-17 AS war
WORKDIR /build
COPY pom.xml ./
RUN mvn -B --no-transfer-progress -DskipTests -DskipITs dependency:go-offline
COPY scripts/console.sh scripts/
COPY task-api/src/main task-api/src/main
COPY src/main src/main
COPY --from=console /build/src-ui/dist src-ui/dist
ARG REVISION=unknown
RUN mvn -B --no-transfer-progress -DskipUi -DskipITs -Dmaven.test.skip=true -Dgit.commit.id.abbrev="$REVISION" package && \
    mv target/nightshift/WEB-INF/lib target/libraries

# The server. What changes least comes first: after a change of code, only the last layers are built and
# shipped.
FROM icr.io/appcafe/open-liberty:${LIBERTY_VERSION}-kernel-slim-${LIBERTY_JAVA}-ubi-minimal
# Where a volume for files of imports and exports is mounted; one that is empty starts with this owner.
USER 0
RUN install -d -m 770 -o 1001 -g 0 /var/lib/nightshift/bulk
USER 1001
COPY --chown=1001:0 server-config /config
RUN features.sh
COPY --chown=1001:0 --from=war /build/target/nightshift-door.jar /config/lib/
# The WAR, unpacked, because libraries change less often than code.
COPY --chown=1001:0 --from=war /build/target/libraries /config/apps/nightshift.war/WEB-INF/lib
COPY --chown=1001:0 --from=war /build/target/nightshift /config/apps/nightshift.war
# The command that reads the archive, for a shell in the container or a job of the cluster.
COPY scripts/archive.sh /opt/nightshift/
# Writes all that the image's start script would otherwise write into /config, which is read-only then. So do not set TLS or
# SSL, neither here nor where it runs. It also runs the server for a moment, to fill Java's cache of classes: with a Redis that
# is away, because without any the server would end.
RUN NIGHTSHIFT_REDIS_URL=redis://127.0.0.1:1 configure.sh
EXPOSE 9080
# Last: they differ from commit to commit, and later layers would be built and shipped again. The empty ones
# replace labels of the base image.
ARG VERSION=dev
ARG REVISION=unknown
ARG SOURCE=""
ARG LICENSES=""
LABEL org.opencontainers.image.title="Nightshift" \
      org.opencontainers.image.description="Background jobs: submitted over REST or from Java, done later, never lost" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.source="$SOURCE" \
      org.opencontainers.image.url="$SOURCE" \
      org.opencontainers.image.licenses="$LICENSES" \
      org.opencontainers.image.vendor="Nightshift" \
      org.opencontainers.image.authors=""
