import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/reading.css";
import "./styles/base.css";
import "./styles/controls/index.css";
import "./styles/forced.css";
import "./styles/print.css";

import { mount } from "svelte";

import App from "./App.svelte";

const target = document.getElementById("app");
if (target) mount(App, { target });
