#!/usr/bin/env python3
"""For a target that is a program with GoShimmer's web API: adapter.py WEB-API-URL PROGRAM [ARGUMENT ...]"""
import json, signal, subprocess, sys, time, urllib.error, urllib.request

URL, PROGRAM = sys.argv[1].rstrip("/") + "/manualpeering/peers", sys.argv[2:]


def call(method, body):
    header = {"Content-Type": "application/json"}
    request = urllib.request.Request(URL, json.dumps(body).encode(), header, method=method)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read() or b"null")


def start():
    target = subprocess.Popen(PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    for _ in range(300):  # it is there when its web API is
        try:
            call("GET", {})
            return target
        except urllib.error.URLError:
            time.sleep(0.1)
    raise RuntimeError("the target does not answer at " + URL)


def end(how, seconds):
    target.send_signal(how)
    return target.wait(seconds)


target = start()
for line in sys.stdin:
    question, answer = json.loads(line), {"ok": True}
    try:
        match question["command"]:
            case "add": call("POST", question["peers"])
            case "remove": call("DELETE", question["peers"])
            case "list": answer["peers"] = call("GET", {"onlyConnected": question["onlyConnected"]})
            case "stop": answer["exitCode"] = end(signal.SIGTERM, question["limitMillis"] / 1000)
            case "start": target = start()
            case "restart":
                end(signal.SIGKILL, 5)
                target = start()
            case _: answer = {"unsupported": True}
    except Exception as why:
        answer = {"ok": False, "error": str(why)}
    print(json.dumps(answer), flush=True)
target.kill()
