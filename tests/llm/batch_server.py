"""A real server for OpenAI's Batch API and Anthropic's Message Batches, one model behind both."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.llm.judging import JudgingModel
from tests.llm.server import completion

_LATER = "2099-01-01T00:00:00Z"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_POST(self):
        data = self.rfile.read(int(self.headers["content-length"]))
        if self.path == "/v1/files":
            self._send(self.server_.kept(re.search(rb"\r\n\r\n(\{.*?)\r\n--", data, re.DOTALL).group(1)))
        elif self.path == "/v1/chat/completions":
            verdict = json.dumps(self.server_.judge.verdict(json.loads(data)))
            self._send(completion({"content": verdict}, usage=(1800, 240))[1])
        elif self.path == "/v1/batches":
            body = json.loads(data)
            lines = [json.loads(each) for each in self.server_.files[body["input_file_id"]].splitlines()]
            batch = self.server_.made({each["custom_id"]: each["body"] for each in lines})
            self.server_.tokens[batch] = body.get("metadata")
            self._send(self.server_.openai(batch))
        else:
            requests = json.loads(data)["requests"]
            batch = self.server_.made({each["custom_id"]: each["params"] for each in requests})
            self._send(self.server_.anthropic(batch))

    def do_GET(self):
        server, path = self.server_, self.path.split("?")[0]
        *_, before, last = path.split("/")
        if path == "/v1/batches":
            found = [server.openai(each) for each in server.batches]
            self._send({"object": "list", "data": found, "has_more": False})
        elif path == "/v1/messages/batches":
            found = [server.anthropic(each) for each in server.batches]
            self._send({"data": found, "has_more": False, "first_id": None, "last_id": None})
        elif last == "content":
            self._send(server.openai_results(before))
        elif last == "results":
            self._send(server.anthropic_results(before))
        elif before == "batches" and "messages" not in path:
            self._send(server.openai(last, look=True))
        else:
            self._send(server.anthropic(last, look=True))

    def _send(self, answer):
        if self.server_.lose_reply and self.command == "POST" and self.path != "/v1/files":
            self.server_.lose_reply = False
            self.close_connection = True
            return
        plain = isinstance(answer, str)
        raw = (answer if plain else json.dumps(answer)).encode()
        self.send_response(200)
        self.send_header("content-type", "application/x-jsonl" if plain else "application/json")
        self.send_header("content-length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


class BatchServer:
    """Batches end at the poll after `polls` others. `fate(body)` says what becomes of a request: None for a
    verdict, a text for that as the reply, or one of `expired`, `errored`, `invalid`, `canceled`.

    `batches` holds the requests of each batch by its id, `status` what a poll says of those that ended.
    """

    def __init__(self):
        self.judge = JudgingModel({"names-user-segment": (2, 1)}, level=3)
        self.fate = lambda body: None
        self.polls = 0
        self.status = {}
        self.batches = {}
        self.looked = {}
        self.tokens = {}
        self.files = {}
        self.lose_reply = False

    def __enter__(self):
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"server_": self}))
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *args):
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    @property
    def asked(self):
        """All requests, as text."""
        return [json.dumps(body) for requests in self.batches.values() for body in requests.values()]

    def kept(self, lines):
        name = f"file-{len(self.files)}"
        self.files[name] = lines.decode()
        told = {"object": "file", "bytes": 1, "created_at": 1, "filename": "x", "status": "processed"}
        return told | {"id": name, "purpose": "batch"}

    def made(self, requests):
        batch = f"batch_{len(self.batches)}"
        self.batches[batch] = requests
        self.looked[batch] = 0
        return batch

    def _ended(self, batch, look):
        self.looked[batch] += look
        return self.looked[batch] > self.polls

    def openai(self, batch, look=False):
        ended = self._ended(batch, look)
        count = len(self.batches[batch])
        return {
            "id": batch, "object": "batch", "endpoint": "/v1/chat/completions", "input_file_id": "f",
            "completion_window": "24h", "created_at": 1, "metadata": self.tokens.get(batch),
            "status": self.status.get(batch, "completed") if ended else "in_progress",
            "output_file_id": f"out-{batch}" if ended else None,
            "request_counts": {"total": count, "completed": count if ended else 0, "failed": 0},
        }  # fmt: skip

    def openai_results(self, name):
        lines = []
        for key, body in self.batches[name.removeprefix("out-")].items():
            fate = self.fate(body)
            if fate == "canceled":
                continue
            line = {"id": "r", "custom_id": key, "response": None, "error": None}
            if fate == "expired":
                line["error"] = {"code": "batch_expired", "message": "late"}
            elif fate in {"errored", "invalid"}:
                line["response"] = {"status_code": 500 if fate == "errored" else 400, "body": {}}
            else:
                text = fate or json.dumps(self.judge.verdict(body))
                line["response"] = {
                    "status_code": 200,
                    "body": completion({"content": text}, usage=(1800, 240))[1],
                }
            lines.append(json.dumps(line))
        return "\n".join(lines) + "\n"

    def anthropic(self, batch, look=False):
        ended = self._ended(batch, look)
        count = len(self.batches[batch])
        canceled = sum(self.fate(body) == "canceled" for body in self.batches[batch].values())
        counts = {"processing": 0 if ended else count, "succeeded": count - canceled if ended else 0,
                  "errored": 0, "canceled": canceled if ended else 0, "expired": 0}  # fmt: skip
        return {
            "id": batch, "type": "message_batch", "processing_status": "ended" if ended else "in_progress",
            "request_counts": counts, "created_at": _LATER, "expires_at": _LATER, "ended_at": None,
            "archived_at": None, "cancel_initiated_at": None,
            "results_url": f"{self.url}/v1/messages/batches/{batch}/results" if ended else None,
        }  # fmt: skip

    def anthropic_results(self, batch):
        lines = []
        for key, body in self.batches[batch].items():
            fate = self.fate(body)
            if fate in {"expired", "canceled"}:
                result = {"type": fate}
            elif fate in {"errored", "invalid"}:
                kind = "api_error" if fate == "errored" else "invalid_request_error"
                error = {"type": "error", "error": {"type": kind, "message": "no"}, "request_id": None}
                result = {"type": "errored", "error": error}
            else:
                system = "".join(each["text"] for each in body["system"])
                asked = {"messages": [{"content": system}, *body["messages"]]}
                text = fate or json.dumps(self.judge.verdict(asked))
                usage = {"input_tokens": 1800, "output_tokens": 240}
                message = {"id": "m", "type": "message", "role": "assistant", "model": "m", "usage": usage,
                           "content": [{"type": "text", "text": text}], "stop_reason": "end_turn",
                           "stop_sequence": None}  # fmt: skip
                result = {"type": "succeeded", "message": message}
            lines.append(json.dumps({"custom_id": key, "result": result}))
        return "\n".join(lines) + "\n"
