// A small site that speaks the wire format, and can be told to speak it badly.
//
// Slots: `site@main` (by the path), `site@side` (by `/side/N` or `?@side=/side/N`, else its default),
// `site@modal` (shows `/photo/N` over what is there), and below `/team/N` a layout with `team@list` and
// `team@main`. Each content is made once per request, so that a test sees what was rendered anew.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { CSP, END } from "./stream.mjs";

const CLIENT = readFileSync(new URL("../../../client/dist/client.js", import.meta.url));
const DONE = "<?transom end>";

/** Starts the site. `options.native`: whether it takes browsers for ones that apply frames themselves. */
export async function startSite(options = {}) {
  const site = {
    build: "b1", requests: [], delays: {}, headers: {}, html: "", posts: [], ...options,
    /** The next soft request is answered by this function instead: (request, response, site) → done? */
    once: null,
  };
  let rendered = 0;
  const server = createServer((request, response) => void answer(request, response));
  await new Promise((done) => server.listen(options.port ?? 0, "127.0.0.1", done));
  site.url = `http://127.0.0.1:${server.address().port}`;
  site.soft = () => site.requests.filter((request) => request.headers["transom-have"] !== undefined);
  site.stop = () => { server.closeAllConnections(); server.close(); };
  return site;

  async function answer(request, response) {
    if (request.url === "/client.js") return send(response, "text/javascript", CLIENT);
    if (request.url === "/favicon.ico") return send(response, "image/x-icon", "");
    site.requests.push(request);
    request.body = "";
    for await (const piece of request) request.body += piece;
    if (request.method === "POST") site.posts.push(request);
    const isSoft = request.headers["transom-have"] !== undefined;
    if (site.once && (isSoft || request.method === "POST")) {
      const once = site.once;
      site.once = null;
      if (await once(request, response, site) !== false) return;
    }
    if (request.url.startsWith("/plain")) return send(response, "text/html", "<title>plain</title><p id=plain>plain");
    if (request.url.startsWith("/lost")) return send(response, "text/html", "<title>lost</title><p id=plain>lost", 404);
    if (request.url.startsWith("/guarded")) return response.writeHead(303, { location: "/plain" }).end();
    if (request.url.startsWith("/two")) return answerTwo(response, isSoft);
    if (request.method === "POST") return answerPost(request, response);
    return isSoft ? answerSoft(request, response) : answerPage(request, response);
  }

  // A page of another root layout, with a slot that the site's other pages have not.
  function answerTwo(response, isSoft) {
    const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "private, no-cache" };
    const text = "<p id=plain>two</p>";
    if (isSoft) return response.writeHead(409, { "transom-build": site.build }).end();
    response.writeHead(200, headers);
    response.end(`<!doctype html><html data-build="${site.build}"><title>two</title><body>` +
      `<div data-slot="two@main" data-key="two" data-main>${text}</div><script src="/client.js"></script>`);
  }

  function answerPost(request, response) {
    response.writeHead(303, { location: new URLSearchParams(request.body).get("to") ?? "/" });
    response.end();
  }

  async function answerPage(request, response) {
    const url = new URL(request.url, site.url);
    const state = { url, photo: null };
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": CSP,
      "cache-control": "private, no-cache", ...site.headers });
    const late = [];
    const slots = (await layoutOf(state)).map((key) => element(key, state, late)).join("\n");
    response.write(`<!doctype html><html lang="en" data-build="${site.build}" ${site.html}><head><meta charset="utf-8">` +
      `<title>${titleOf(state)}</title>${site.native ? `<script async src="/client.js"></script>` : ""}</head><body>` +
      `${nav()}\n${slots}\n${site.native ? "" : `<script src="/client.js"></script>`}\n`);
    await Promise.all(late.map(async (key) => {
      await pause(site.delays[key]);
      response.write(`<template for="${key}">${content(key, state)}</template><?e>\n`);
    }));
    response.end(END);
  }

  async function answerSoft(request, response) {
    if (request.headers["transom-build"] !== site.build || request.url.startsWith("/other")) {
      response.writeHead(409, { "transom-build": site.build });
      return response.end();
    }
    const only = request.headers["transom-only"];
    const state = navigate(request);
    const have = new Map(request.headers["transom-have"].split(",").map((item) => item.split("=")));
    const refresh = request.headers["transom-refresh"];
    const sent = only ? [only] : layoutOf(state).filter((key) =>
      have.get(key) !== viewOf(key, state) || (refresh && key !== "site@modal"));
    const inner = sent.includes("site@main") ? [] : innerOf(state).filter((key) => have.get(key) !== viewOf(key, state));
    const all = [...sent, ...(only ? [] : inner)];
    await pause(site.delays.headers);
    const headers = { "content-type": "text/html; charset=utf-8", "transom-build": site.build, "cache-control": "no-store",
      "transom-slots": all.map((key) => `${key}=${viewOf(key, state)}`).join() };
    const text = textOf(state.url);
    if (text !== request.url && !only) headers["transom-url"] = text;
    if (state.under) headers["transom-background"] = textOf(state.under);
    response.writeHead(200, headers);
    response.write(`<!doctype html>${only ? "" : `<title>${titleOf(state)}</title>`}<body>\n`);
    await Promise.all(all.map(async (key) => {
      const delay = site.delays[key];
      if (delay) response.write(`<template for="${key}"><?start name="${key}">${loading(key)}<?end></template><?e>\n`);
      await pause(delay);
      response.write(`<template for="${key}">${content(key, state)}</template><?e>\n`);
    }));
    response.end(DONE);
  }

  // The state that a soft request leads to.
  function navigate(request) {
    const target = new URL(request.url, site.url);
    const from = request.headers["transom-from"] && new URL(request.headers["transom-from"], site.url);
    const background = request.headers["transom-background"] && new URL(request.headers["transom-background"], site.url);
    const beneath = background || from;
    if (request.headers["transom-only"]) return { url: target, under: background };
    const side = (url) => url.searchParams.get("@side") ?? (url.pathname.startsWith("/side/") ? url.pathname : null);
    const kept = beneath && side(beneath);
    if (side(target) === null && kept !== null && kept !== undefined) target.searchParams.set("@side", kept);
    if (target.searchParams.get("@side") === "") target.searchParams.delete("@side");
    const isPhoto = /^\/photo\/\d+$/.test(target.pathname) && !request.headers["transom-link"];
    if (isPhoto && beneath && beneath.pathname !== target.pathname) return { url: target, under: beneath, photo: target.pathname };
    return { url: target };
  }

  function layoutOf() { return ["site@main", "site@side", "site@modal"]; }
  function innerOf(state) { return pathOf(state).startsWith("/team/") ? ["team@list", "team@main"] : []; }
  function pathOf(state) { return (state.under ?? state.url).pathname; }
  function sideOf(state) {
    const { searchParams, pathname } = state.under ?? state.url;
    return searchParams.get("@side") ?? (pathname.startsWith("/side/") ? pathname : "");
  }

  function viewOf(key, state) {
    const path = pathOf(state);
    const name = (text) => text.replaceAll("/", ".").replace(/^\./, "") || "home";
    switch (key) {
      case "site@main": return path.startsWith("/team/") ? "team" : path.startsWith("/side/") ? "home" : name(path);
      case "site@side": return name(sideOf(state) || "/default");
      case "site@modal": return state.under ? `i:${name(state.url.pathname)}` : "-";
      case "team@list": return "list";
      default: return `member${path.slice(5).replaceAll("/", ".")}`;
    }
  }
  function titleOf(state) { return `${state.url.pathname} of the site`; }

  function element(key, state, late) {
    const body = late && site.delays[key] ? (late.push(key), `<?start name="${key}">${loading(key)}<?end>`) : content(key, state);
    return `<div id="slot-${key.replace("@", "-")}" data-slot="${key}" data-key="${viewOf(key, state)}"` +
      `${key.endsWith("@main") ? " data-main" : ""}${site.refresh?.[key] ? ` data-refresh="${site.refresh[key]}"` : ""}>${body}</div>`;
  }
  function loading(key) { return `<p role="status">loading ${key}</p>`; }

  function content(key, state) {
    if (site.failing === key) return `<div data-error="500" role="alert"><p>failed</p><a href="${textOf(state.url)}" data-retry>Try again</a></div>`;
    const view = viewOf(key, state);
    const stamp = `<output>${++rendered}</output>`;
    switch (key) {
      case "site@modal": return state.under ? `<dialog data-modal data-close="${textOf(state.under)}">${photo(state.url)}${stamp}</dialog>` : "";
      case "site@side": return `<h2>${view}</h2>${stamp}<input name="note"><div class="scroll"><p>${"tall<br>".repeat(40)}</p></div>`;
      case "site@main":
        if (view === "team") return `<h1>team</h1>${stamp}<input>${innerOf(state).map((inner) => element(inner, state)).join("")}`;
        return main(view, state) + stamp;
      default: return `<h2>${view}</h2>${stamp}<input name="note">`;
    }
  }
  function main(view, state) {
    if (view.startsWith("photo")) return `<h1>full ${view}</h1>`;
    const extra = view === "forms" ? FORMS : view === "long" ? `<p>${"long<br>".repeat(200)}</p><h2 id="end">end</h2>` : "";
    return `<h1>${view}</h1><input name="note"><p>${state.url.search}</p>${extra}`;
  }
}

const FORMS = `
<form id="search" action="/found?x=1"><input name="q"><button name="by" value="me">find</button></form>
<form id="slotform" data-slot-link="site@side" data-at="@side=/side/9" action="/forms">
 <input type="hidden" name="@gone" value="1"><input name="q"><button>filter</button></form>
<form id="post" method="post" action="/post"><input name="to" value="/a"><textarea name="text">a
b</textarea><button name="by" value="button">send</button></form>
<form id="upload" method="post" enctype="multipart/form-data" action="/upload"><input type="file" name="file"><button>up</button></form>
<form id="hard" data-hard action="/b"><button>hard</button></form>`;

const photo = (url) => {
  const number = Number(url.pathname.split("/")[2]);
  return `<h2>${url.pathname}</h2><a id="next" href="/photo/${number + 1}">next</a><form method="dialog"><button>close</button></form>`;
};

const nav = () => `<nav>
<a id="home" href="/">home</a> ${["a", "b", "c", "forms", "long"].map((name) => `<a id="${name}" href="/${name}">${name}</a>`).join(" ")}
<a id="end-of-long" href="/long#end">end</a> <a id="here" href="#here">here</a>
<a id="photo" href="/photo/1">photo</a> <a id="other" href="/other">other</a> <a id="plain" href="/plain">plain</a>
<a id="away" href="/away">away</a> <a id="hard" href="/c" data-hard>hard</a>
<a id="team1" href="/team/1">1</a> <a id="team2" href="/team/2">2</a>
${[1, 2].map((n) => `<a id="side${n}" href="/?@side=/side/${n}" data-slot-link="site@side" data-at="@side=/side/${n}" data-view="site@side=side.${n}">side ${n}</a>`).join(" ")}
<a id="side-default" href="/" data-slot-link="site@side" data-at="@side=" data-view="site@side=default">default</a>
</nav>`;

// Overrides as the run time prints them.
function textOf(url) { return url.pathname + url.search.replace(/%40[^&]*/g, decodeURIComponent); }

function send(response, type, body, status = 200) {
  response.writeHead(status, { "content-type": type });
  response.end(body);
}

const pause = (time) => time && new Promise((done) => setTimeout(done, time));
