import * as lucide from "lucide";
import type { Plugin } from "vite";

const NAMES = [
  "ALargeSmall",
  "Archive",
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "Bell",
  "BellRing",
  "BookOpen",
  "Bookmark",
  "CalendarDays",
  "Check",
  "CheckCheck",
  "ChevronDown",
  "ChevronLeft",
  "ChevronRight",
  "ChevronUp",
  "CircleAlert",
  "CircleCheck",
  "CirclePlay",
  "Clock",
  "Coffee",
  "Copy",
  "Ellipsis",
  "ExternalLink",
  "Eye",
  "FileText",
  "FileUp",
  "FileX",
  "Folder",
  "Globe",
  "HardDrive",
  "Hash",
  "Headphones",
  "Highlighter",
  "ImageOff",
  "Info",
  "Keyboard",
  "Library",
  "List",
  "LoaderCircle",
  "Lock",
  "Menu",
  "MessageSquare",
  "Newspaper",
  "Palette",
  "Paperclip",
  "Pause",
  "Pencil",
  "Play",
  "Plus",
  "Printer",
  "Quote",
  "RefreshCw",
  "RotateCcw",
  "RotateCw",
  "Rows3",
  "Search",
  "Settings",
  "Share",
  "Shield",
  "Trash2",
  "TriangleAlert",
  "Undo2",
  "User",
  "UserX",
  "WifiOff",
  "X",
  "ZoomIn",
  "ZoomOut",
] as const;

/** An icon of the window. */
export type IconName = (typeof NAMES)[number];

/** Draws every icon once into the page, where `Icon` uses it by its name. */
export function icons(): Plugin {
  const symbols = NAMES.map((name) => ({
    tag: "symbol",
    attrs: { id: `icon-${name}`, viewBox: "0 0 24 24" },
    children: lucide[name].map(([tag, attributes]) => ({ tag, attrs: written(attributes) })),
  }));
  const sheet = { tag: "svg", attrs: { display: "none" }, children: symbols };
  return { name: "icons", transformIndexHtml: () => [{ ...sheet, injectTo: "body-prepend" }] };
}

function written(attributes: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, to]) => [name, String(to)]));
}
