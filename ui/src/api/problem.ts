import type { ErrorReport } from "./types";

/** An error of the core, as it crosses the seam. The window branches on `code`, never on text. */
export class Problem extends Error {
  readonly code: string;
  readonly params: Record<string, unknown>;
  readonly retryable: boolean;

  constructor(report: ErrorReport) {
    super(report.message);
    this.name = "Problem";
    this.code = report.code;
    this.params = report.params;
    this.retryable = report.retryable;
  }

  /** Whatever was thrown, as a problem: what is not the core's own is `unexpected`. */
  static from(thrown: unknown): Problem {
    if (thrown instanceof Problem) return thrown;
    if (isReport(thrown)) return new Problem(thrown);
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return new Problem({
      code: "unexpected",
      message: detail,
      params: { detail },
      retryable: false,
    });
  }
}

function isReport(value: unknown): value is ErrorReport {
  return typeof value === "object" && value !== null && "code" in value && "params" in value;
}
