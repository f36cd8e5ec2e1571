"""What deploy/ holds is what the programs that read it understand, and says nothing that EventHub does not."""

import dataclasses
import re
import shutil
import subprocess
from pathlib import Path

import kubernetes_validate
import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema
from dotenv import dotenv_values
from jsonschema import Draft202012Validator

from bench.machines import nginx_configuration
from eventhub.config import PREFIX, Config
from tests.servers import ROOT, free_port

DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
MANIFESTS = sorted(
    path for path in (DEPLOY / "kubernetes").rglob("*.yaml") if path.name != "kustomization.yaml"
)
VARIABLES = {f"{PREFIX}{each.name.upper()}" for each in dataclasses.fields(Config)}
SECRET = {"SECRET_KEY", "ENCRYPTION_KEYS", "DATABASE_URL", "REDIS_URL", "FILES_SECRET", "METRICS_TOKEN"}


def documents(path: Path) -> list[dict]:
    return [each for each in yaml.safe_load_all(path.read_text()) if each]


def pods() -> dict[str, dict]:
    """The pod of each workload, by the name of that."""
    found = {}
    for each in (each for path in MANIFESTS for each in documents(path)):
        spec = each.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "containers" in spec.get("template", {}).get("spec", {}):
            found[each["metadata"]["name"]] = spec["template"]
    return found


def compose() -> dict:
    return yaml.safe_load((DEPLOY / "compose/compose.yaml").read_text())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DEPLOY)))
def test_every_variable_that_is_set_is_one_of_eventhub(path):
    named = set(re.findall(r"\bEVENTHUB_[A-Z_]*[A-Z]\b", path.read_text()))
    assert named <= VARIABLES


def test_compose_understands_its_file():
    validator = Draft202012Validator(get_builtin_schema("vendor.compose-spec"))
    assert [error.message for error in validator.iter_errors(compose())] == []


def test_compose_starts_nothing_of_eventhub_before_the_database_is_migrated():
    services = compose()["services"]
    for name in ("server-1", "server-2", "worker"):
        assert services[name]["depends_on"]["upgrade"] == {"condition": "service_completed_successfully"}
    assert services["upgrade"]["command"] == ["eventhub", "init"]
    upstream = (DEPLOY / "compose/upstream.conf").read_text()
    assert set(re.findall(r"server (\S+):8000", upstream)) <= services.keys()


def test_the_example_names_what_compose_asks_for():
    example = dotenv_values(DEPLOY / "compose/example.env")
    asked = set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "compose/compose.yaml").read_text()))
    assert asked <= example.keys()
    assert example["EVENTHUB_SECRET_KEY"] == example["POSTGRES_PASSWORD"] == ""


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_kubernetes_understands_every_manifest(path):
    for each in documents(path):
        kubernetes_validate.validate(each, "1.31", strict=True)


@pytest.mark.parametrize("folder", ["kubernetes", "kubernetes/upgrade"])
def test_kustomize_finds_what_it_names(folder):
    given = yaml.safe_load((DEPLOY / folder / "kustomization.yaml").read_text())
    assert all((DEPLOY / folder / name).is_file() for name in given["resources"])
    images = {each["name"] for each in given["images"]}
    used = {container["image"] for pod in pods().values() for container in pod["spec"]["containers"]}
    assert used == images


@pytest.mark.parametrize("name", pods())
def test_every_pod_runs_as_nobody_in_particular_and_can_write_no_program(name):
    spec = pods()[name]["spec"]
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["automountServiceAccountToken"] is False
    volumes = {each["name"] for each in spec["volumes"]}
    for container in spec["containers"]:
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert {each["name"] for each in container["volumeMounts"]} == volumes
        assert {"name": "eventhub"} in [each.get("secretRef") for each in container["envFrom"]]


def test_what_selects_pods_finds_them():
    labels = {name: pod["metadata"]["labels"] for name, pod in pods().items()}
    for each in (each for path in MANIFESTS for each in documents(path)):
        spec = each.get("spec", {})
        wanted = spec.get("selector", {}) if each["kind"] in ("Service", "Deployment") else {}
        wanted = wanted.get("matchLabels", wanted)
        if each["kind"] == "PodDisruptionBudget":
            wanted = spec["selector"]["matchLabels"]
        assert not wanted or any(wanted.items() <= found.items() for found in labels.values())


def test_servers_change_without_a_pause_and_are_asked_by_the_name_they_answer_to():
    [server] = [each for each in documents(DEPLOY / "kubernetes/server.yaml") if each["kind"] == "Deployment"]
    assert server["spec"]["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}
    [settings] = documents(DEPLOY / "kubernetes/settings.yaml")
    host = settings["data"]["EVENTHUB_BASE_URL"].removeprefix("https://")
    [container] = server["spec"]["template"]["spec"]["containers"]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container[probe]["httpGet"]["httpHeaders"] == [{"name": "Host", "value": host}]


def test_what_is_secret_is_in_the_secret_alone():
    [settings] = documents(DEPLOY / "kubernetes/settings.yaml")
    [secret] = documents(DEPLOY / "kubernetes/secret.example.yaml")
    names = {f"{PREFIX}{each}" for each in SECRET}
    assert not names & settings["data"].keys()
    assert names <= secret["stringData"].keys()


def test_the_image_has_the_python_of_the_locks_and_runs_as_nobody_in_particular():
    lines = (DEPLOY / "container/Containerfile").read_text().splitlines()
    assert {line.split()[1] for line in lines if line.startswith("FROM")} == {
        "docker.io/library/python:3.11-slim-bookworm"
    }
    assert "USER 10001:10001" in lines
    assert {pod["spec"]["securityContext"]["runAsUser"] for pod in pods().values()} == {10001}
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".git", ".venv", "instance", "**/.env"} <= set(ignored)


@pytest.mark.skipif(
    shutil.which("nginx") is None, reason="nginx is not installed (apt-get install nginx-light)"
)
def test_nginx_understands_its_configuration(tmp_path):
    configuration, _certificate = nginx_configuration(tmp_path, free_port(), (free_port(), free_port()))
    command = ["nginx", "-t", "-e", str(tmp_path / "nginx.log"), "-c", str(configuration)]
    tried = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert tried.returncode == 0, tried.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_its_units(tmp_path):
    for path in (DEPLOY / "systemd").iterdir():
        # The program of the units is on the machine that they are for.
        told = path.read_text().replace("/opt/eventhub/.venv/bin/eventhub", "/bin/true")
        name = path.name.replace("@.service", "@8001.service")
        (tmp_path / name).write_text(told.replace("/opt/eventhub", str(tmp_path)))
    units = sorted(str(path) for path in tmp_path.iterdir())
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *units]
    tried = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert (tried.returncode, tried.stderr) == (0, "")
