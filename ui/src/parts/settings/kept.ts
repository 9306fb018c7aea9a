// How long articles can be kept, and how many: nothing stands for no limit.

import { t } from "../../lib/i18n";

type Kept = [number | null, string][];

export const keptDays = (): Kept => [
  ...[30, 90, 180, 365].map((one): [number, string] => [one, t.settings.storage.days(one)]),
  [null, t.settings.storage.forEver],
];

export const keptCounts = (): Kept => [
  ...[200, 1000, 5000].map((one): [number, string] => [one, t.settings.storage.newest(one)]),
  [null, t.settings.storage.everything],
];
