// The random clicker, in all examples at once. `CLICKER_SECONDS` says for how long in all (ten minutes in CI, else half
// a minute), `CLICKER_SEED` begins with that seed rather than with the same as ever; what a run did is printed with its
// seed.

import { describe, test } from "node:test";
import { clickThrough } from "./clicker/clicker.mjs";
import { chromium, withoutNavigation } from "./support/engines.mjs";
import { startExample } from "./support/example.mjs";

const SECONDS = Number(process.env.CLICKER_SECONDS ?? (process.env.CI ? 600 : 30));
const SEED = Number(process.env.CLICKER_SEED ?? 1);

/** What each example needs to be told. */
const EXAMPLES = {
  // Its switches make panes fail and wait, which a reload would not repeat.
  dashboard: { avoid: "[data-slot='dashboard@switches']", start: ["/", "/orders", "/products", "/customers"] },
  gallery: { start: ["/", "/?tag=sea", "/people/1"] },
  // A draft that was sent is gone, and so are another person's messages: they are answered with 404, rightly.
  mail: { avoid: "form[action^='/compose'],form[action^='/sign']", cookies: [{ name: "mail-user", value: "ada" }] },
};

describe("a random clicker", { concurrency: true, timeout: SECONDS * 1000 + 180_000 }, () => {
  const names = Object.keys(EXAMPLES);
  names.forEach((name, number) => {
    test(`finds nothing wrong in ${name}`, async (context) => {
      const engine = (SEED + number) % 3 === 0 ? withoutNavigation : chromium;
      const [site, browser] = await Promise.all([startExample(name), engine.launch()]);
      try {
        const seed = SEED + number;
        const milliseconds = SECONDS * 1000 / names.length;
        const { steps, counts } = await clickThrough(browser, site, { seed, milliseconds, ...EXAMPLES[name] });
        context.diagnostic(`${name} in ${engine.name}: ${steps} steps from seed ${seed}: ${JSON.stringify(counts)}`);
      } finally {
        await browser.close();
        site.stop();
      }
    });
  });
});
