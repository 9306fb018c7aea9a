export { languageNames, speak, systemLanguage, t, type Catalogue } from "./speech.svelte";
