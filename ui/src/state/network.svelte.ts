import { call } from "../api";
import { Loaded } from "./loaded.svelte";

/** Whether there is a network, as far as the web view or the library knows. */
class Network {
  readonly #library = new Loaded(() => call("is_online"), ["networkChanged"]);
  #webView = $state(true);

  get isOn(): boolean {
    return this.#webView && this.#library.value !== false;
  }

  /** Follows every change from now on. Returns what ends it. */
  start(): () => void {
    const look = () => (this.#webView = navigator.onLine);
    const kinds = ["online", "offline"] as const;
    const end = this.#library.start();
    look();
    kinds.forEach((kind) => window.addEventListener(kind, look));
    return () => {
      kinds.forEach((kind) => window.removeEventListener(kind, look));
      end();
    };
  }
}

/** The window's view of the network. */
export const network = new Network();
