// The dashboard where scripts are off, fail, or never were: every link is a page, and every page whole.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startDashboard } from "./support/dashboard.mjs";
import { chromium, unpatched } from "./support/engines.mjs";

const PENDING = /<\?start|<template|<!--\?start/;
// What a browser that cannot patch documents would say of itself.
const OLDER = { "sec-ch-ua": `"Chromium";v="120"` };

describe("the dashboard without scripts", { timeout: 180_000 }, () => {
  let site, native, older;
  before(async () => {
    [site, native, older] = await Promise.all([startDashboard(), chromium.launch(), unpatched.launch()]);
  });
  after(async () => {
    await Promise.all([native?.close(), older?.close()]);
    site?.stop();
  });

  async function checkWhole(page) {
    for (const key of ["dashboard@main", "dashboard@analytics", "dashboard@revenue", "dashboard@activity"]) {
      assert.ok((await page.innerText(`[data-slot="${key}"]`)).trim().length > 0, `${key} shows something`);
    }
    assert.equal(await page.locator("[data-error]").count(), 0);
    assert.equal(await page.locator("[data-slot] [role=status]").count(), 0, "nothing is still loading");
  }

  test("a browser that patches documents streams all the same", async () => {
    const context = await native.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.url}/?delay=analytics:300,activity:100`, { waitUntil: "load" });
    assert.equal(new URL(page.url()).pathname, "/");
    assert.equal((await context.cookies()).length, 0, "it was not sent to the plain version");
    await checkWhole(page);
    await context.close();
  });

  test("another one is sent to the plain version, and stays there", async () => {
    const context = await older.newContext({ javaScriptEnabled: false, extraHTTPHeaders: OLDER });
    const page = await context.newPage();
    await page.goto(`${site.url}/?delay=revenue:300`);
    await page.waitForSelector("[data-slot='dashboard@activity']");
    await assertPlain(context, page);
    await page.goto(`${site.url}/orders`, { waitUntil: "load" });
    await checkWhole(page);
    assert.doesNotMatch(await (await page.reload()).text(), PENDING);
    await context.close();
  });

  async function assertPlain(context, page) {
    const deadline = Date.now() + 10_000;
    while (!(await context.cookies()).some((cookie) => cookie.name === "transom-plain")) {
      assert.ok(Date.now() < deadline, "the cookie was set");
      await page.waitForTimeout(50);
    }
    await page.waitForLoadState("load");
    await checkWhole(page);
    assert.equal(new URL(page.url()).search, "?delay=revenue:300", "at the same URL");
  }

  test("panes navigate and take forms by pages, and every one of them can be reloaded", async () => {
    for (const [browser, options] of [[native, {}], [older, { extraHTTPHeaders: OLDER }]]) {
      const context = await browser.newContext({ javaScriptEnabled: false, ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const path = () => page.url().slice(site.url.length);
      await page.goto(`${site.url}/orders?q=porto`);
      await page.locator(".revenue .tabs").getByRole("link", { name: "Regions" }).click();
      await page.waitForURL("**/orders?q=porto&@revenue=/revenue/regions");
      await page.locator(".analytics .tabs").getByRole("link", { name: "Range" }).click();
      await page.fill("#from", "2026-01-05");
      await page.locator(".range button").click();
      await page.waitForURL("**from=2026-01-05**");
      assert.equal(await page.inputValue("#from"), "2026-01-05");
      assert.equal(await page.inputValue("#q"), "porto", "the main pane is where it was");
      assert.ok((await page.innerText(".revenue")).includes("Nordics"), "the other pane too");
      // An action: sent, and led back by a redirect, so that a reload sends nothing.
      const here = path();
      await page.getByRole("button", { name: "Administrator" }).click();
      await page.locator(".books dd").first().waitFor();
      assert.equal(path(), here);
      const posts = [];
      page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
      await page.reload();
      assert.ok((await page.innerText(".books")).includes("Given back"));
      assert.deepEqual(posts, []);
      await checkWhole(page);
      await context.close();
    }
  });

  test("a browser that cannot get our script is offered the plain version", async () => {
    const context = await older.newContext({ extraHTTPHeaders: OLDER });
    await context.route("**/_transom/client*", (route) => route.abort());
    const page = await context.newPage();
    await page.goto(`${site.url}/?delay=revenue:100`, { waitUntil: "load" });
    assert.ok(await page.locator("[data-slot] [role=status], .transom-probe").count() > 0);
    await page.locator(".transom-probe a").click({ timeout: 10_000 });
    await page.waitForLoadState("load");
    await checkWhole(page);
    await context.close();
  });

  test("robots and tools get the whole page in order", async () => {
    const response = await fetch(`${site.url}/?delay=analytics:100`);
    const text = await response.text();
    assert.equal(response.status, 200);
    assert.doesNotMatch(text, PENDING);
    assert.match(text, /<\/html>\s*$/);
  });

  test("every link within reach leads to a page without an error", async () => {
    const seen = new Set(["/"]);
    for (const path of seen) {
      const response = await fetch(site.url + path);
      const text = await response.text();
      assert.equal(response.status, 200, path);
      assert.doesNotMatch(text, /data-error/, path);
      for (const [, href] of text.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)) {
        const url = new URL(href.replaceAll("&amp;", "&"), site.url + path);
        const upset = /[?&](delay|fail)=/.test(url.search) || url.pathname.startsWith("/_transom/");
        if (url.origin === site.url && !upset && seen.size < 150) seen.add(url.pathname + url.search);
      }
    }
    assert.ok(seen.size > 10, `${seen.size} pages`);
  });
});
