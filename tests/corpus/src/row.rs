//! One line of the table.

use serde::Serialize;

/// What was measured on one set, and what is to be reached.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// What is measured, with its unit where it is not a share of 1.
    pub measure: &'static str,
    /// On which data.
    pub set: &'static str,
    /// What came out.
    pub value: f64,
    /// What is to be reached.
    pub target: f64,
    /// How many cases were counted.
    pub counted: usize,
    /// Whether less is better: times, and cases that went wrong.
    #[serde(skip)]
    pub less_is_better: bool,
}

impl Row {
    /// The share of `counted` cases that came out as expected.
    pub fn share(
        measure: &'static str,
        set: &'static str,
        target: f64,
        right: usize,
        counted: usize,
    ) -> Self {
        let value = right as f64 / counted.max(1) as f64;
        Self { measure, set, value, target, counted, less_is_better: false }
    }

    /// How many of `counted` cases went wrong, where none may.
    pub fn wrong(measure: &'static str, set: &'static str, wrong: usize, counted: usize) -> Self {
        Self { measure, set, value: wrong as f64, target: 0.0, counted, less_is_better: true }
    }

    /// Whether the target is met.
    pub fn is_reached(&self) -> bool {
        if self.less_is_better { self.value <= self.target } else { self.value >= self.target }
    }
}

/// Prints the table.
pub fn print(rows: &[Row]) {
    println!("{:<48} {:<24} {:>9} {:>9} {:>7}", "measure", "set", "value", "target", "counted");
    for row in rows {
        let mark = if row.is_reached() { "" } else { "  below" };
        println!(
            "{:<48} {:<24} {:>9.4} {:>9.4} {:>7}{mark}",
            row.measure, row.set, row.value, row.target, row.counted
        );
    }
}
