"""What the checks share: the program, the service that runs, and a client of it."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

from client import Client
from service import Service

GYM = "gyms/default"


class World:
    """One database, on which the service is started, ended and started again."""

    def __init__(self, program: Path, folder: Path):
        self.program = program
        self.folder = folder
        self.root = Path(__file__).resolve().parents[2]
        # One instant for all questions, so that answers differ by what was logged only.
        self.now = datetime.now(timezone.utc).replace(microsecond=0)
        self.service: Service | None = None
        self.client: Client | None = None
        self._said: list[str] = []

    def __enter__(self) -> "World":
        return self

    def __exit__(self, *_problem) -> None:
        if self.service:
            self.service.kill()

    def start(self, *arguments: str) -> None:
        self.service = Service(self.program, self.folder, "--database", f"sqlite://{self.folder}/gym.db", *arguments)
        self.client = Client(self.service.address)

    def interrupt(self) -> int:
        return self._ended(lambda service: service.interrupt())

    def kill(self) -> None:
        self._ended(lambda service: service.kill())

    def _ended(self, end):
        service, self.service = self.service, None
        self.client.close()
        try:
            return end(service)
        finally:
            self._said.append(service.said())

    def said(self) -> str:
        return "\n".join(self._said + ([self.service.said()] if self.service else []))

    def ago(self, **span: float) -> str:
        """An instant before now, as the API writes it."""
        return (self.now - timedelta(**span)).isoformat().replace("+00:00", "Z")

    def call(self, service: str, method: str, **request) -> dict:
        return self.client.call(service, method, request)

    def pages(self, service: str, method: str, **request):
        """All pages of a listing."""
        token = ""
        while True:
            page = self.call(service, method, pageToken=token, **request)
            yield page
            token = page["nextPageToken"]
            if not token:
                return

    def readiness(self, member: str, **more) -> dict:
        return self.call("CoachService", "GetReadiness", name=name(member), at=self.ago(), **more)["readiness"]

    def plan(self, member: str, **more) -> dict:
        return self.call("CoachService", "MakePlan", name=name(member), at=self.ago(), **more)["plan"]

    def record(self, *events: dict, member: str) -> list[dict]:
        records = [{"member": name(member), "event": event} for event in events]
        return self.call("LogsService", "RecordEvents", parent=GYM, records=records)["results"]

    def events(self, member: str) -> list[dict]:
        pages = self.pages("LogsService", "ListEvents", parent=name(member))
        return [event for page in pages for event in page["events"]]


def name(member: str) -> str:
    return f"{GYM}/members/{member}"
