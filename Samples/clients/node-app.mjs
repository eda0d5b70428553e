// SPDX-License-Identifier: GPL-3.0-or-later
// A web application of your own in front of Pannier's worker, through the shared folder alone. No dependencies.
//
//     PANNIER_HOME=./home PORT=3000 node Samples/clients/node-app.mjs
//     curl --data-binary @report.pdf 'http://127.0.0.1:3000/documents?name=report.pdf'
//     curl http://127.0.0.1:3000/documents/<id>            status
//     curl http://127.0.0.1:3000/documents/<id>/text       text
//
// The status comes from the folders, which every Node can read. With Node 22.5 or newer, node:sqlite reads the records
// too (pages done, attempts): see README.md for the query.

import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

const home = process.env.PANNIER_HOME ?? "./home";
const uploads = join(home, "spool", "uploads");
const inbox = join(home, "inbox");

/** A rename survives a loss of power once its folder is on the disk. */
async function synchronize(folder) {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeDurably(path, chunks) {
  const hash = createHash("sha256");
  let bytes = 0;
  const file = await open(path, "wx");
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** Puts a document into the inbox, whole or not at all, and answers the job's id. */
async function handIn(name, chunks) {
  const id = randomUUID();
  // On the same file system as the inbox: only there is a rename one step.
  const folder = join(uploads, id);
  await mkdir(inbox, { recursive: true });
  await mkdir(folder, { recursive: true });
  try {
    const facts = await writeDurably(join(folder, "document"), chunks);
    if (facts.bytes === 0) throw new Refusal(422, "the document is empty");
    const request = { name, ...facts, receivedAt: new Date().toISOString(), options: { outputs: ["text", "metadata"] } };
    await writeDurably(join(folder, "request.json"), [Buffer.from(JSON.stringify(request))]);
    await synchronize(folder);
    await rename(folder, join(inbox, `${id}.job`));
    await synchronize(inbox);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return id;
}

const json = async (...path) => JSON.parse(await readFile(join(home, ...path), "utf8").catch(() => "null"));
const exists = (...path) => stat(join(home, ...path)).then(() => true, () => false);

async function status(id) {
  // In the order in which a job moves through them, so that it is never missed on its way.
  if (await exists("inbox", `${id}.job`)) return { id, status: "queued" };
  if (await exists("spool", "active", id)) return { id, status: "running" };
  const manifest = await json("results", id, "manifest.json");
  if (manifest) return { id, status: "completed", name: manifest.name, pages: manifest.pages };
  const reason = await json("quarantine", id, "reason.json");
  if (reason) return { id, status: reason.code === "cancelled" ? "cancelled" : "failed", error: reason };
  throw new Refusal(404, "there is no such document");
}

class Refusal extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

function answer(response, code, body) {
  response.writeHead(code, { "Content-Type": "application/json" }).end(JSON.stringify(body) + "\n");
}

async function handle(request, response) {
  const url = new URL(request.url, "http://localhost");
  const [, id, part] = url.pathname.match(/^\/documents(?:\/([0-9a-f-]{36})(\/text)?)?$/) ?? [];
  if (request.method === "POST" && url.pathname === "/documents") {
    const job = await handIn(url.searchParams.get("name") ?? "document", request);
    return answer(response, 202, { message: "Processing started", id: job });
  }
  if (request.method !== "GET" || !id) throw new Refusal(404, "there is nothing here");
  if (!part) return answer(response, 200, await status(id));
  await sendText(id, response);
}

async function sendText(id, response) {
  // Opened before anything is said: what can't be read is still answered with an error.
  const file = await open(join(home, "results", id, "text.txt")).catch((error) => {
    throw error.code === "ENOENT" ? new Refusal(404, "there is no text yet") : error;
  });
  response.writeHead(200, { "Content-Type": "text/plain; charset=utf-8" });
  await pipeline(file.createReadStream(), response);
}

createServer((request, response) => {
  handle(request, response).catch((error) => {
    const code = error instanceof Refusal ? error.code : 500;
    if (code === 500) console.error(error);
    if (response.headersSent) return response.destroy();
    answer(response, code, { message: code === 500 ? "internal error" : error.message });
  });
}).listen(Number(process.env.PORT ?? 3000), "127.0.0.1");
