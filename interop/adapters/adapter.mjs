#!/usr/bin/env node
// For a target that runs already and has GoShimmer's web API: adapter.mjs WEB-API-URL. What it cannot do it leaves with 89.
import http from "node:http";
import readline from "node:readline";

const url = process.argv[2].replace(/\/+$/, "") + "/manualpeering/peers";

// Not fetch: it sends no body with GET, and GoShimmer reads one there.
const call = (method, body) => new Promise((resolve, reject) => {
  const text = JSON.stringify(body);
  const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) };
  const request = http.request(url, { method, headers, timeout: 10_000 }, (response) => {
    let said = "";
    response.on("data", (piece) => (said += piece));
    response.on("end", () => (response.statusCode < 300 ? resolve(said) : reject(new Error(said.slice(0, 200)))));
  });
  request.on("error", reject);
  request.on("timeout", () => request.destroy(new Error("no answer within 10 s")));
  request.end(text);
});

const commands = {
  add: async ({ peers }) => void (await call("POST", peers)),
  remove: async ({ peers }) => void (await call("DELETE", peers)),
  list: async ({ onlyConnected }) => ({ peers: JSON.parse(await call("GET", { onlyConnected })) }),
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  const obey = commands[question.command] ?? (() => process.exit(89));
  const answer = await obey(question).then((more) => ({ ok: true, ...more }), (why) => ({ ok: false, error: why.message }));
  console.log(JSON.stringify(answer));
}
