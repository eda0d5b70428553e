// SPDX-License-Identifier: GPL-3.0-or-later
"use strict";

const find = (id) => document.getElementById(id);
const form = find("upload"), files = find("files"), drop = find("drop");
const over = new Set(["completed", "failed", "cancelled"]);
/** Rows by job, so that what did not change stays as it is, focus included. */
const rows = new Map();
let timer = 0, looking = false, again = false;

/** Names come from documents: they are set as text, never as markup. */
function element(tag, text, properties = {}) {
  const made = Object.assign(document.createElement(tag), properties);
  if (text !== undefined) made.textContent = text;
  return made;
}

function tell(message) { find("message").textContent = message; }

/** For what is no answer of ours, such as a proxy's page. */
function answered(answer) { return `The server answered ${answer.status} ${answer.statusText}`.trim() + "."; }

async function ask(path, options) {
  const response = await fetch(path, options);
  const body = await response.json().catch(() => null);
  if (!response.ok || !body) throw new Error(body?.detail || body?.title || answered(response));
  return body;
}

// Uploads: one request a document, so that each has its own bar and fails alone.

function upload(file) {
  const query = new URLSearchParams({ filename: file.name });
  const boxes = [...form.elements.outputs];
  // As long as nobody chose, the service does.
  if (boxes.some((box) => box.checked !== box.defaultChecked)) {
    query.set("outputs", boxes.filter((box) => box.checked).map((box) => box.value).join(","));
  }
  const line = element("li");
  const bar = element("progress", undefined, { max: 1, value: 0 });
  bar.setAttribute("aria-label", file.name);
  line.append(element("span", file.name), bar);
  find("transfers").append(line);
  const request = new XMLHttpRequest();
  request.open("POST", "/v1/jobs?" + query);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.upload.onprogress = (event) => { bar.value = event.total ? event.loaded / event.total : 0; };
  return new Promise((finish) => {
    request.onloadend = () => {
      if (request.status === 202) line.remove(); else keep(line, file, problem(request));
      refresh();
      finish();
    };
    request.send(file);
  });
}

/** What failed stays in sight, whatever is uploaded after it, until it is dismissed. */
function keep(line, file, reason) {
  const error = element("strong", reason), dismiss = element("button", "Dismiss", { type: "button" });
  error.setAttribute("role", "alert");
  dismiss.setAttribute("aria-label", "Dismiss " + file.name);
  dismiss.addEventListener("click", () => { line.remove(); files.focus(); });
  line.lastChild.replaceWith(error, dismiss);
}

function problem(request) {
  if (!request.status) return "The file can't be read, or the connection was lost; send it again.";
  try {
    const body = JSON.parse(request.responseText);
    return body.detail || body.title || answered(request);
  } catch { return answered(request); }
}

/** Whether there is anything to make of what is uploaded; the service takes nothing chosen for no choice. */
function isReady() {
  const ready = [...form.elements.outputs].some((box) => box.checked);
  tell(ready ? "" : "Nothing is ticked that could be made of the documents: tick at least one box, then try again.");
  return ready;
}

async function uploadAll(list) {
  const waiting = [...list];
  const worker = async () => { while (waiting.length) await upload(waiting.shift()); };
  await Promise.all([worker(), worker(), worker()]);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!isReady()) return;
  uploadAll(files.files);
  files.value = "";
});
for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
}
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  if (isReady()) uploadAll(event.dataTransfer.files);
});

// Jobs

function state(job) {
  const cell = element("td", job.status, { className: job.status });
  if (job.error) cell.append(element("small", job.error.message));
  return cell;
}

function pages(job) {
  if (!job.pages) return element("td", "–");
  const failed = job.pages.failed ? `, ${job.pages.failed} failed` : "";
  return element("td", `${job.pages.done} of ${job.pages.total}${failed}`);
}

function results(job) {
  const cell = element("td");
  if (job.status !== "completed") return cell;
  ask(job.links.results).then((manifest) => {
    const shown = manifest.outputs.slice(0, 6);
    for (const output of shown) {
      const path = output.name.split("/").map(encodeURIComponent).join("/");
      cell.append(element("a", output.name, { href: `${job.links.results}/${path}`, target: "_blank", rel: "noopener" }));
    }
    const more = manifest.outputs.length - shown.length;
    cell.append(element("a", more > 0 ? `manifest (${more} more)` : "manifest", { href: job.links.results }));
  }).catch((error) => {
    cell.textContent = error.message;
    // The next look makes the row anew, and asks again.
    rows.delete(job.id);
  });
  return cell;
}

function action(job, verb, method, path) {
  const button = element("button", verb, { type: "button" });
  button.setAttribute("aria-label", `${verb} ${job.name}`);
  button.addEventListener("click", async () => {
    if (verb === "Delete" && !confirm(`Delete ${job.name} and its results?`)) return;
    button.disabled = true;
    try {
      tell("");
      await ask(path, { method });
    } catch (error) { tell(`${job.name}: ${error.message}`); }
    button.disabled = false;
    refresh();
  });
  return button;
}

function received(job) {
  const cell = element("td");
  cell.append(element("time", new Date(job.createdAt).toLocaleString(), { dateTime: job.createdAt }));
  return cell;
}

function verbs(job) {
  if (!over.has(job.status)) return ["Cancel", "Delete"];
  return job.status === "completed" ? ["Delete"] : ["Retry", "Delete"];
}

function actions(job) {
  const cell = element("td"), self = job.links.self;
  for (const verb of verbs(job)) {
    cell.append(verb === "Delete" ? action(job, verb, "DELETE", self)
      : action(job, verb, "POST", `${self}/${verb.toLowerCase()}`));
  }
  return cell;
}

/** Each cell of a row, and what of the job it shows. */
const cells = [
  [(job) => element("td", job.name), (job) => job.name],
  [state, (job) => [job.status, job.error]],
  [pages, (job) => job.pages],
  [received, (job) => job.createdAt],
  [results, (job) => [job.status, job.finishedAt]],
  [actions, verbs],
];

/** A cell is made anew only where what it shows has changed. */
function row(job) {
  const { row, shown } = rows.get(job.id) ?? { row: element("tr"), shown: [] };
  cells.forEach(([make, facts], index) => {
    const text = JSON.stringify(facts(job)) ?? "";
    if (shown[index] === text) return;
    shown[index] = text;
    if (row.children[index]) replace(row.children[index], make(job)); else row.append(make(job));
  });
  rows.set(job.id, { row, shown });
  return row;
}

/** The focus passes on to the button of the same name. */
function replace(old, made) {
  const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null;
  old.replaceWith(made);
  [...made.querySelectorAll("button")].find((button) => button.textContent === focused)?.focus();
}

function worker(health) {
  if (health.worker === "active") return "Worker active";
  if (health.worker === "paused") return `Worker paused: ${health.paused}; documents wait in the inbox`;
  return "No worker: documents wait in the inbox";
}

/** Only what is new is set, since it is read out. */
function say(service) { if (find("service").textContent !== service) find("service").textContent = service; }

/** One look at a time, however many ask for one: an older list never comes after a newer one. */
async function refresh() {
  clearTimeout(timer);
  again = true;
  if (looking) return;
  looking = true;
  let pause = 0;
  while (again) {
    again = false;
    pause = await look();
  }
  looking = false;
  if (!document.hidden) timer = setTimeout(refresh, pause);
}

/** How long to wait until the next look. */
async function look() {
  try {
    // An answer that never comes must not be the last one.
    const signal = AbortSignal.timeout(30000);
    const [list, health] = await Promise.all([ask("/v1/jobs?limit=50", { signal }), ask("/healthz", { signal })]);
    show(list.jobs);
    say(worker(health));
    return list.jobs.some((job) => !over.has(job.status)) ? 1500 : 10000;
  } catch {
    say("The service does not answer");
    return 10000;
  }
}

function show(jobs) {
  arrange(find("jobs"), jobs.map(row));
  for (const id of rows.keys()) if (!jobs.some((job) => job.id === id)) rows.delete(id);
  find("empty").hidden = jobs.length > 0;
}

/** Moves only what is out of place: a row that is taken out loses the focus. What goes, goes first, or the rest would move. */
function arrange(body, wanted) {
  const kept = new Set(wanted);
  for (const old of [...body.children]) if (!kept.has(old)) old.remove();
  wanted.forEach((made, index) => {
    if (body.children[index] !== made) body.insertBefore(made, body.children[index] ?? null);
  });
}

document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
refresh();
