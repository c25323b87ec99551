// The browser's side of Transom. A page works without it wherever the browser applies frames itself.

import { listen } from "./adapter";
import { watchDialogs } from "./dialog";
import { applyDocument } from "./document";
import { watchForms } from "./forms";
import { begin } from "./history";
import { watchLinks } from "./links";
import { watchPrefetch } from "./prefetch";
import { watchRefresh } from "./refresh";

begin();
listen();
watchLinks();
watchForms();
watchPrefetch();
watchDialogs();
watchRefresh();
applyDocument();
