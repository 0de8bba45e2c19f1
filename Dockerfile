# Two images: `docker build -t mtcheck .` checks with the rules and Harper; `docker build --target languagetool -t
# mtcheck-languagetool .` has LanguageTool and Java beside them. Texts are mounted: docker run --rm -v "$PWD:/texts:ro" mtcheck
FROM python:3.12-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml build_hook.py README.md LICENSE ./
COPY mtcheck mtcheck
COPY rules rules
RUN pip wheel --no-cache-dir --wheel-dir /wheels .

FROM python:3.12-slim-bookworm AS plain
ENV PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 MTCHECK_CACHE_DIR=/var/cache/mtcheck
RUN useradd --create-home --uid 1000 editor \
    && install --directory --owner editor /var/cache/mtcheck /texts
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-index --find-links /wheels mtcheck
USER editor
WORKDIR /texts
# What the commonest patterns compile to is kept in the image, so that a first check has less to do.
RUN printf 'It is ready.\n' | mtcheck check - --quiet
ENTRYPOINT ["mtcheck"]
CMD ["check"]

# The wrapper language-tool-python is GPL-3.0 and LanguageTool LGPL-2.1: this image is under their terms too.
FROM plain AS languagetool
USER root
RUN apt-get update \
    && apt-get install --yes --no-install-recommends openjdk-17-jre-headless maven \
    && rm -rf /var/lib/apt/lists/*
RUN pip install "language-tool-python>=3.4"
USER editor
RUN mtcheck languagetool install --from-maven && rm -rf "$HOME/.m2"
CMD ["check", "--passes", "harper,languagetool"]

# Without --target, the plain image is built.
FROM plain
