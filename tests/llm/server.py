"""A small real server for OpenAI's chat API whose every answer a test writes itself."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DROPPED = "dropped"


class ScriptedServer:
    """Answers with what `answer(request)` returns: a status and a body, or a list of stream events.

    `answer` may be replaced at any time; `requests` holds what came in: body, headers, path. An answer of
    `DROPPED` breaks the connection off; after `leave()`, which an answer may call, nothing listens any more.
    """

    def __init__(self):
        self.requests = []
        self.under_way = 0
        self._left = False
        self.most_under_way = 0
        self.answer = lambda request: chunks("hello")
        self.release = threading.Event()
        self.release.set()
        self._lock = threading.Lock()

    def __enter__(self):
        scripted = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args):
                pass

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                with scripted._lock:
                    scripted.requests.append(Seen(body, dict(self.headers), self.path))
                    scripted.under_way += 1
                    scripted.most_under_way = max(scripted.most_under_way, scripted.under_way)
                try:
                    scripted.release.wait(5)
                    self._send(scripted.answer(body))
                finally:
                    with scripted._lock:
                        scripted.under_way -= 1

            def _send(self, answer):
                if answer == DROPPED or scripted._left:
                    self.close_connection = True
                if answer == DROPPED:
                    return
                if isinstance(answer, list):
                    status, kind, headers = 200, "text/event-stream", {}
                    data = "".join(f"data: {json.dumps(each)}\n\n" for each in answer) + "data: [DONE]\n\n"
                else:
                    status, content, headers = (*answer, {})[:3]
                    kind, data = "application/json", json.dumps(content)
                raw = data.encode()
                self.send_response(status)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(raw)))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(raw)

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *args):
        self.release.set()
        self.leave()

    def leave(self):
        """Listen no longer; a reply under way is still sent."""
        self._left = True
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


class Seen:
    def __init__(self, body, headers, path):
        self.body = body
        self.headers = {name.lower(): value for name, value in headers.items()}
        self.path = path


def chunks(*texts, reason="stop", usage=(11, 5), cached=0):
    """A reply as a stream of chunks."""
    events = [_chunk({"content": text}) for text in texts]
    events.append(_chunk({}, reason))
    if usage:
        counts = {
            "prompt_tokens": usage[0],
            "completion_tokens": usage[1],
            "total_tokens": sum(usage),
            "prompt_tokens_details": {"cached_tokens": cached},
        }
        events.append({**_chunk({}), "choices": [], "usage": counts})
    return events


def _chunk(delta, reason=None):
    choice = {"index": 0, "delta": delta, "finish_reason": reason}
    return {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}


def completion(message, *, reason="stop", logprobs=None, usage=(11, 5)):
    """A reply in one piece."""
    choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": reason}
    if logprobs is not None:
        choice["logprobs"] = logprobs
    counts = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    body = {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    return 200, {**body, "usage": counts}


def tool_call(arguments):
    """A reply that calls the tool `reply`."""
    function = {"name": "reply", "arguments": arguments}
    calls = [{"id": "t", "type": "function", "function": function}]
    return completion({"content": None, "tool_calls": calls}, reason="tool_calls")


def refusal(status, code="invalid_request_error", message="no", headers=None):
    """An error as OpenAI's API words it."""
    return status, {"error": {"message": message, "type": code, "code": code}}, headers or {}
