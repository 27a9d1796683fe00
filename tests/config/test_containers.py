"""Files for servers name what exists. No Docker engine is asked here: an image is built elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
UNITS = sorted((ROOT / "deploy").glob("*.service"))


def copied() -> list[str]:
    lines = re.findall(r"^COPY (?!--from)(.+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    return [path for line in lines for path in line.split()[:-1]]


def test_whatever_is_copied_into_the_image_exists_and_is_let_in():
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert all((ROOT / path).exists() for path in copied())
    assert set(copied()) == let_in


def test_no_file_that_the_server_reads_stays_outside():
    code = "\n".join(path.read_text() for app in ("config", "sources", "claims") for path in (ROOT / app).rglob("*.py"))
    read = {"/".join(parts) for parts in re.findall(r'BASE_DIR\)? / "(\w+)"(?: / "(\w+)")?', code)}
    needed = {path.rstrip("/") for path in read} - {"var"}
    assert {"templates", "static", "locale"} <= needed
    assert needed <= set(copied())


def test_the_image_is_run_by_nobody_special():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert "USER concordance" in lines
    assert lines.index("USER concordance") < next(i for i, line in enumerate(lines) if line.startswith("CMD"))


def test_compose_migrates_first_and_only_there_as_the_owner():
    services = COMPOSE["services"]
    assert set(services) == {"web", "worker", "migrate", "postgresql"}
    assert {name for name, each in services.items() if "DATABASE_OWNER_URL" in each["environment"]} == {"migrate"}
    for name in ("web", "worker"):
        assert services[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert services["migrate"]["depends_on"] == {"postgresql": {"condition": "service_healthy"}}


def test_compose_shows_nothing_but_the_desk_and_that_to_this_machine_alone():
    ports = [port for each in COMPOSE["services"].values() for port in each.get("ports", [])]
    assert ports == ["127.0.0.1:8000:8000"]


def test_compose_holds_no_secret_and_asks_for_what_the_example_has():
    said = (ROOT / "compose.yaml").read_text()
    asked = set(re.findall(r"\$\{([A-Z_]+):\?", said))
    example = {line.partition("=")[0] for line in (ROOT / "deploy/example.env").read_text().splitlines()}
    assert {"SECRET_KEY", "PASSWORD", "OWNER_PASSWORD", "SUPERUSER_PASSWORD"} <= asked <= example
    assert not re.search(r"(PASSWORD|KEY|TOKEN): (?!\$\{)", said)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_what_is_there(unit):
    said = unit.read_text()
    assert "User=concordance\n" in said
    assert "NoNewPrivileges=yes\n" in said
    assert all((ROOT / path).exists() for path in re.findall(r"(?:manage\.py|config/\w+\.py)", said))
