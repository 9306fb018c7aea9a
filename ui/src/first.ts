// The window's first script: small, so that the core makes its answers while the large one is read.

import "./boot";

import { askAhead, hear } from "./api/ahead";

hear();
askAhead();
void import("./main");
