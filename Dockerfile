# The program with everything that it needs, and nothing that it does not: no compiler, no pip cache, no root.
#
#   docker build -t briefing .
#   docker run --rm --network none --user "$(id -u):$(id -g)" -v "$PWD/my-brief:/brief" briefing build --date 2026-03-03
#
# The mounted folder holds config.yaml and sources/; the edition appears in its out/. Only `briefing send` needs a network.

FROM python:3.13-slim-bookworm AS installed
WORKDIR /src
COPY requirements.txt requirements-build.txt ./
RUN python -m venv /opt/briefing \
 && /opt/briefing/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements-build.txt \
 && /opt/briefing/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --no-build-isolation \
    --use-pep517 -r requirements.txt
COPY pyproject.toml README.md LICENSE config.yaml ./
COPY briefing ./briefing
COPY templates ./templates
COPY sources ./sources
RUN /opt/briefing/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation --no-index . \
 && /opt/briefing/bin/python -m compileall -q /opt/briefing/lib

FROM python:3.13-slim-bookworm
# Their versions are those of the Debian release that the image's tag names, security updates included.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
    fontconfig libharfbuzz-subset0 libharfbuzz0b libpango-1.0-0 libpangoft2-1.0-0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --user-group --no-create-home --home-dir /tmp briefing \
 && install -d -o briefing -g briefing /brief
COPY --from=installed /opt/briefing /opt/briefing
ENV PATH=/opt/briefing/bin:$PATH \
    HOME=/tmp \
    XDG_CACHE_HOME=/tmp/cache \
    PYTHONDONTWRITEBYTECODE=1 \
    OPENBLAS_NUM_THREADS=1
WORKDIR /brief
USER 10001
ENTRYPOINT ["briefing"]
CMD ["--help"]
