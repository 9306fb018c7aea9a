//! Reads a corpus of real feeds and pages with the core, and prints how much of each kind comes out as expected.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a terminal program speaks on stdout and stderr"
)]

mod articles;
mod corpus;
mod dates;
mod discovery;
mod feeds;
#[cfg(test)]
mod guard;
mod opml;
mod row;
mod sanitizing;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use corpus::Corpus;
use row::Row;

/// What one kind of data yields: its rows, none where the corpus has no such set.
type Measure = fn(&Corpus) -> Vec<Row>;

/// How much comes out right, in the order of the printed table. A test keeps what was reached (`guard`).
const ACCURACY: &[Measure] = &[
    feeds::counts::measure,
    feeds::feedparser::measure,
    feeds::miniflux::measure,
    feeds::feedvalidator::measure,
    feeds::ids::measure,
    feeds::cut::measure,
    feeds::flipped::measure,
    dates::measure,
    discovery::measure,
    opml::measure,
    articles::fundus,
    articles::trafilatura,
    articles::postlight,
    articles::readability::measure,
    articles::linked::measure,
    articles::tagged::measure,
    sanitizing::measure,
];

/// How quickly; printed and never asserted, for machines differ.
const SPEED: &[Measure] = &[feeds::speed::measure, articles::cost::measure];

#[derive(Parser)]
#[command(about)]
struct Arguments {
    /// The corpus; by default the one beside the checkout.
    #[arg(long)]
    dir: Option<PathBuf>,
    /// One JSON array of `{measure, set, value, target, counted}`.
    #[arg(long)]
    json: bool,
    /// Tell every case that came out otherwise than expected, on stderr.
    #[arg(long)]
    explain: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let corpus = Corpus::open(arguments.dir, arguments.explain);
    if corpus.is_none() {
        eprintln!("skipped: corpus absent");
    }
    let measures = ACCURACY.iter().chain(SPEED);
    let rows: Vec<Row> =
        corpus.iter().flat_map(|corpus| measures.clone().flat_map(|measure| measure(corpus))).collect();
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&rows).unwrap_or_default());
    } else {
        row::print(&rows);
    }
    ExitCode::SUCCESS
}
