"""A machine that posts its readings through the same door as every device: an example to build on, not a product.

    python docs/machine_client.py enrol ADDRESS CODE     once; CODE from `unitrail device enrol M01 --kind machine`
    python docs/machine_client.py post ADDRESS READING   READING: a JSON file with the body of a RecordReading, or, with
                                                         --type RecordCycleReading, of a value of a steriliser's cycle

What it must keep over a restart is one file: its key, its place in its chain, and what the server has not confirmed.
"""

import argparse
import json
import sys
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec

from sync import canonical, chain, push_body, signature
from sync.push_body import EntryLine, PushHeader

Send = Callable[[str, bytes], dict[str, Any]]
STATE = Path("machine.json")
VERSIONS = {"RecordReading": 1, "RecordCycleReading": 2}
"""What a machine records, and the version of its body that is written here."""


class Machine:
    """One machine. ``state`` holds the private key in the clear: keep the file where only the machine reads it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        fresh: dict[str, Any] = {"device": "", "site": "", "secret": f"{_new_secret():x}", "confirmed": 0, "lines": []}
        self.state: dict[str, Any] = json.loads(path.read_text()) if path.is_file() else fresh
        self.key = ec.derive_private_key(int(self.state["secret"], 16), ec.SECP256R1())

    def save(self) -> None:
        """Write the state beside itself first, so that a power cut leaves the old one or the new one."""
        written = self.path.with_suffix(".new")
        written.write_text(json.dumps(self.state))
        written.replace(self.path)

    def enrol(self, send: Send, code: str) -> None:
        """Show the code and the public key; the answer says who the machine is from now on."""
        self.save()
        asked = {"code": code, "name": "", "public_key": signature.public_point(self.key.public_key())}
        answer = send("/devices/enrol", json.dumps(asked).encode())
        self.state |= {"device": answer["device"], "site": answer["site"]}
        self.save()

    def record(self, body: dict[str, Any], badge: str, kind: str = "RecordReading") -> None:
        """Add a reading to the chain and keep it. ``badge``: who runs the machine now; ``kind``: what is recorded."""
        lines = self.state["lines"]
        envelope = {
            "app": "machine-example",
            "auth": {"badge": badge, "grant": None, "method": "badge", "offline": False},
            "body": body,
            "causes": [],
            "clock": {"boot": "1", "mono_ms": 0, "sync": None, "wall": datetime.now(UTC).isoformat()},
            "device": self.state["device"],
            "id": str(uuid4()),
            "reason": None,
            "seen": {"epoch": None, "position": 0},
            "seq": len(lines) + 1,
            "site": self.state["site"],
            "type": kind,
            "v": 1,
            "version": VERSIONS[kind],
        }
        raw = canonical.encode(envelope)
        lines.append([chain.link(self._hash(len(lines)), len(lines) + 1, raw), raw.decode()])
        self.save()

    def push(self, send: Send) -> list[dict[str, Any]]:
        """Hand over what is not confirmed; the same push twice is answered the same and recorded once."""
        first, last = self.state["confirmed"] + 1, len(self.state["lines"])
        span = {"from_seq": first, "to_seq": last, "to_hash": self._hash(last)}
        fields = {"device": self.state["device"], **span, "head_seq": last, "head_hash": self._hash(last)}
        signed = signature.sign(self.key, chain.push_text(**fields))
        header = PushHeader(**fields, epoch=None, prev_hash=self._hash(first - 1), signature=signed, v=1)
        lines = [EntryLine(each[0], each[1].encode()) for each in self.state["lines"][first - 1 :]]
        outcomes: list[dict[str, Any]] = send("/sync/push", push_body.write(header, lines))["outcomes"]
        self.state["confirmed"] = last
        self.save()
        return outcomes

    def _hash(self, seq: int) -> str:
        if seq == 0:
            return chain.genesis(self.state["device"])
        return str(self.state["lines"][seq - 1][0])


def _new_secret() -> int:
    return ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value


def over_http(address: str) -> Send:
    """Return a function that posts to the server at this address."""

    def send(path: str, body: bytes) -> dict[str, Any]:
        headers = {"content-type": "application/json"} if path == "/devices/enrol" else {}
        asked = urllib.request.Request(address + path, data=body, headers=headers)  # noqa: S310 - the operator's own server
        with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310
            found: dict[str, Any] = json.load(answer)
            return found

    return send


def main() -> None:
    """Enrol, or post one reading."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("act", choices=["enrol", "post"])
    asked.add_argument("address")
    asked.add_argument("what", help="the code, or the file of a reading")
    asked.add_argument("--badge", default="")
    asked.add_argument("--type", default="RecordReading", choices=sorted(VERSIONS))
    given = asked.parse_args()
    machine = Machine(STATE)
    if given.act == "enrol":
        machine.enrol(over_http(given.address), given.what)
    else:
        machine.record(json.loads(Path(given.what).read_text()), given.badge, given.type)
        json.dump(machine.push(over_http(given.address)), sys.stdout)


if __name__ == "__main__":
    main()
