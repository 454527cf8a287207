"""A gRPC client that knows nothing beforehand: it asks the service what it speaks."""

import grpc
from google.protobuf import descriptor_pool, json_format, message_factory
from google.protobuf.message import Message
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

CALL_S_MAX = 60
API = "rustdag.v1"


class Client:
    """Calls by name, with requests written as the JSON form of their messages."""

    def __init__(self, address: str):
        self._channel = grpc.insecure_channel(address)
        self._known = ProtoReflectionDescriptorDatabase(self._channel)
        self._pool = descriptor_pool.DescriptorPool(self._known)

    def close(self) -> None:
        self._channel.close()

    def services(self) -> set[str]:
        return set(self._known.get_services())

    def health(self, service: str) -> str:
        answer = health_pb2_grpc.HealthStub(self._channel).Check(
            health_pb2.HealthCheckRequest(service=service), timeout=CALL_S_MAX
        )
        return health_pb2.HealthCheckResponse.ServingStatus.Name(answer.status)

    def call(self, service: str, method: str, request: dict) -> dict:
        """One request, one answer; both as JSON. Numbers keep what a double holds."""
        path, ask, read = self._method(service, method)
        call = self._channel.unary_unary(path, request_serializer=_written, response_deserializer=read)
        return _shown(call(ask(request), timeout=CALL_S_MAX))

    def stream(self, service: str, method: str, requests: list[dict]) -> list[dict]:
        """Many requests, many answers."""
        path, ask, read = self._method(service, method)
        call = self._channel.stream_stream(path, request_serializer=_written, response_deserializer=read)
        return [_shown(answer) for answer in call(iter([ask(request) for request in requests]), timeout=CALL_S_MAX)]

    def _method(self, service: str, method: str):
        found = self._pool.FindServiceByName(f"{API}.{service}").FindMethodByName(method)
        asked = message_factory.GetMessageClass(found.input_type)
        answered = message_factory.GetMessageClass(found.output_type)
        path = f"/{API}.{service}/{method}"
        return path, lambda request: json_format.ParseDict(request, asked()), answered.FromString


def _written(message: Message) -> bytes:
    return message.SerializeToString()


def _shown(message: Message) -> dict:
    return json_format.MessageToDict(message, always_print_fields_with_no_presence=True)
