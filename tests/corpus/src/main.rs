//! Reads a corpus of real feeds and pages with the core, and prints how much of each kind comes out as expected.

#![expect(clippy::print_stdout, reason = "a terminal program speaks on stdout")]

mod corpus;
mod row;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use corpus::Corpus;
use row::Row;

/// What one kind of data yields: its rows, none where the corpus has no such set.
type Measure = fn(&Corpus) -> Vec<Row>;

/// In the order of the printed table.
const MEASURES: &[Measure] = &[];

#[derive(Parser)]
#[command(about)]
struct Arguments {
    /// The corpus; by default the one beside the checkout.
    #[arg(long)]
    dir: Option<PathBuf>,
    /// One JSON array of `{measure, set, value, target, counted}`.
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let Some(corpus) = Corpus::open(arguments.dir) else {
        println!("skipped: corpus absent");
        return ExitCode::SUCCESS;
    };
    let rows: Vec<Row> = MEASURES.iter().flat_map(|measure| measure(&corpus)).collect();
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&rows).unwrap_or_default());
    } else {
        row::print(&rows);
    }
    ExitCode::SUCCESS
}
