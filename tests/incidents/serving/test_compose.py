"""The containers can change nothing, and what they are told of each other is true."""

import re
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
yaml = pytest.importorskip("yaml", reason="PyYAML is not installed: compose.yaml is not read")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]


def test_no_container_can_write_be_root_or_grow(services):
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["mem_limit"]
        assert service["healthcheck"]["test"]
        runs_as = service.get("user") or re.search(r"^USER (\S+)$", service["build"]["dockerfile_inline"], re.M).group(
            1
        )
        assert not runs_as.startswith(("0", "root"))


def test_only_the_proxy_can_be_reached_and_only_it_reaches_anybody(services):
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert [name for name, service in services.items() if list(service["networks"]) != ["inside"]] == ["proxy"]
    assert yaml.safe_load((ROOT / "compose.yaml").read_text())["networks"]["inside"]["internal"] is True


def test_a_copy_that_starts_again_is_found_where_it_was_and_one_that_is_down_has_a_name(services):
    (told,) = yaml.safe_load((ROOT / "compose.yaml").read_text())["networks"]["inside"]["ipam"]["config"]
    known = dict(entry.split(":") for entry in services["proxy"]["extra_hosts"])
    copies = [name for name in services if name.startswith("dashboard-")]
    assert known == {name: services[name]["networks"]["inside"]["ipv4_address"] for name in copies}
    assert len(set(known.values())) == len(copies)
    assert all(ip_address(address) in ip_network(told["subnet"]) for address in known.values())


def test_the_proxy_knows_every_copy_and_waits_for_it(services):
    copies = {name for name in services if name.startswith("dashboard-")}
    sample = (ROOT / ".deploy" / "nginx.conf").read_text()
    assert set(re.findall(r"server (dashboard-\d+):8501", sample)) == copies == set(services["proxy"]["depends_on"])
    name = re.search(r"server_name (\S+);", sample).group(1)
    assert all(name in services[copy]["environment"]["STREAMLIT_SERVER_ALLOWED_HOSTS"].split() for copy in copies)
    assert "127.0.0.1" in services["dashboard-1"]["environment"]["STREAMLIT_SERVER_ALLOWED_HOSTS"]  # the health check


def test_the_image_is_made_of_files_that_are_there(services):
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    assert all((ROOT / name).exists() for name in kept)
    made = services["dashboard-1"]["build"]["dockerfile_inline"]
    assert re.findall(r"^FROM (\S+)$", made, re.M) == ["python:3.12-slim"]
    assert "--require-hashes" in made
