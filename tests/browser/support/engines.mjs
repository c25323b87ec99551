// The browsers the tests run in. Chromium is needed; Firefox is used where it is installed.

import { existsSync } from "node:fs";
import playwright from "playwright-core";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";

const QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
// Chromium as it was before it learnt to patch documents, and to keep processing instructions.
const UNPATCHED = "--disable-blink-features=DocumentPatching,HTMLProcessingInstruction";

export const chromium = {
  name: "Chromium",
  native: true,
  launch: () => launchChromium([]),
};

export const unpatched = {
  name: "Chromium without <template for>",
  native: false,
  launch: () => launchChromium([UNPATCHED]),
};

// As older Safaris are: without the Navigation API. The page can't tell whether it was ever there.
export const withoutNavigation = {
  name: "Chromium without the Navigation API",
  native: false,
  launch: async () => {
    const browser = await launchChromium([UNPATCHED]);
    const newContext = browser.newContext.bind(browser);
    browser.newContext = async (options) => {
      const context = await newContext(options);
      await context.addInitScript(() => Object.defineProperty(window, "navigation", { value: undefined }));
      return context;
    };
    return browser;
  },
};

// As people's are: a page that is left for another document is kept whole for a while, and back shows it as it was.
export const withPageCache = {
  name: "Chromium with its cache of pages",
  native: true,
  launch: () => launchChromium([], ["--disable-back-forward-cache"]),
};

export const firefox = {
  name: "Firefox",
  native: false,
  launch: () => playwright.firefox.launch({ channel: "moz-firefox", executablePath: FIREFOX }),
};

/** Every engine there is on this machine; Chromium in both forms always. */
export const engines = [chromium, unpatched, ...(existsSync(FIREFOX) ? [firefox] : [])];

function launchChromium(args, ignoreDefaultArgs = []) {
  // Root has no sandbox to give; a desktop user keeps it.
  const chromiumSandbox = process.getuid?.() !== 0;
  return playwright.chromium.launch({ executablePath: CHROMIUM, chromiumSandbox, ignoreDefaultArgs, args: [...QUIET, ...args] });
}
