import { tick } from "svelte";

/**
 * For a field that begins filled in: all of it is selected, so that typing replaces it. It waits until the dialog
 * round the field has given it the focus, because WebKit puts the caret at the start then.
 */
export function beginSelected(field: HTMLInputElement): void {
  void tick().then(() => field.select());
}
