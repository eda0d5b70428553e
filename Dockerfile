# SPDX-License-Identifier: GPL-3.0-or-later
# Two images of one site: `front` (no converter) and `worker`. Both run as user 10001 and share /home/pannier.
#   docker build --target front -t pannier-front .
#   docker build --target worker -t pannier-worker .

FROM docker.io/library/swift:6.3-bookworm AS build
WORKDIR /pannier
COPY Scripts/install-packages Scripts/
RUN Scripts/install-packages
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
RUN swift build -c release --static-swift-stdlib \
    && mkdir /programs \
    && cd "$(swift build -c release --static-swift-stdlib --show-bin-path)" \
    && strip -o /programs/pannier pannier \
    && strip -o /programs/pannier-front pannier-front \
    && strip -o /programs/pannier-worker pannier-worker \
    && strip -o /programs/pannier-converter pannier-converter

FROM docker.io/library/debian:bookworm-slim AS base
# tini is process 1: it passes signals on and reaps what is left behind.
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates libsqlite3-0 tini \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 pannier \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent pannier \
    && install -d -o pannier -g pannier -m 2770 /home/pannier
ENV PANNIER_HOME=/home/pannier PANNIER_LOG_FORMAT=json
VOLUME /home/pannier
COPY --from=build /programs/pannier /usr/local/bin/
ENTRYPOINT ["tini", "--"]

FROM base AS front
COPY --from=build /programs/pannier-front /usr/local/bin/
ENV PANNIER_HOST=0.0.0.0 PANNIER_PORT=8080
EXPOSE 8080
USER 10001:10001
CMD ["pannier-front"]

FROM base AS worker
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        fontconfig fonts-dejavu-core libcairo2 liblept5 libmagic1 libpng16-16 libpoppler-glib8 libqpdf29 libseccomp2 \
        libtesseract5 libzip4 poppler-data tesseract-ocr-eng tesseract-ocr-osd \
        libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui \
    && rm -rf /var/lib/apt/lists/*
# A layer keeps times in whole seconds: with parts of one, the index of the fonts would be out of date for every process.
RUN find /usr/share/fonts /usr/local/share/fonts -type d -exec touch -d 2025-01-01 {} + && fc-cache -f
COPY --from=build /programs/pannier-worker /programs/pannier-converter /usr/local/bin/
USER 10001:10001
CMD ["pannier-worker"]
