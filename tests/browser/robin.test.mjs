// Two instances of the dashboard behind a round robin: any of them answers any request. One is replaced by a build with
// another id while somebody clicks.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { chromium } from "./support/engines.mjs";
import { startExample } from "./support/example.mjs";
import { startRobin } from "./support/robin.mjs";
import { open } from "./support/visitor.mjs";

const SECTIONS = ["Orders", "Products", "Customers", "Overview"];

describe("instances behind a round robin", { timeout: 180_000 }, () => {
  let instances, robin, browser, visitor;
  before(async () => {
    [browser, ...instances] = await Promise.all([chromium.launch(), startExample("dashboard"), startExample("dashboard")]);
    robin = await startRobin(instances.map(({ url }) => url));
  });
  after(async () => {
    await browser?.close();
    robin?.stop();
    instances?.forEach((instance) => instance.stop());
  });

  async function click(name) {
    const path = name === "Overview" ? "/" : `/${name.toLowerCase()}`;
    await visitor.page.click(`nav[aria-label=Main] a:has-text("${name}")`);
    await visitor.page.waitForFunction((path) => location.pathname === path, path);
    await visitor.page.waitForFunction(() => document.readyState === "complete" && !document.querySelector("[aria-busy=true]"));
    const shown = await visitor.page.innerText("main h1");
    assert.match(shown, new RegExp(name === "Overview" ? "." : name), "the page that was asked for");
  }

  test("any of them answers: no page is loaded, nothing is lost", async () => {
    visitor = await open(browser, robin, "/?@activity=/activity/benelux");
    for (let round = 0; round < 3; round++) for (const name of SECTIONS) await click(name);
    assert.equal(visitor.loads(), 1);
    assert.match(visitor.page.url(), /@activity=\/activity\/benelux/);
    assert.ok(robin.asked.every((times) => times >= 6), robin.asked.join());
    await visitor.close();
  });

  test("a new build beside the old one: at most the page is loaded, every click leads where it says", async () => {
    visitor = await open(browser, robin, "/?@activity=/activity/benelux");
    await click("Orders");
    const newer = await startExample("dashboard", { BUILD_ID: "newer" });
    instances.push(newer);
    robin.targets[1] = newer.url;
    for (let round = 0; round < 2; round++) for (const name of SECTIONS) await click(name);
    assert.match(visitor.page.url(), /@activity=\/activity\/benelux/);
    // The roll-out is done: one load at most, and all is soft again.
    robin.targets[0] = newer.url;
    await click("Orders");
    const loads = visitor.loads();
    for (const name of SECTIONS) await click(name);
    assert.equal(visitor.loads(), loads);
    assert.match(visitor.page.url(), /@activity=\/activity\/benelux/);
    // Chromium reports each 409 in the console.
    await visitor.close({ forgiving: true });
  });
});
