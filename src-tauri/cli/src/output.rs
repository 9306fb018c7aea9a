//! The one way to stdout: text for people, JSON for programs.

use std::io::{self, BufWriter, StdoutLock, Write};

use serde::Serialize;

use crate::failure::Failure;

/// Where results go.
pub struct Output {
    json: bool,
    to: BufWriter<StdoutLock<'static>>,
}

/// A row of a list that is always whole: its cursor is `null`, for there is nothing to go on to.
#[derive(Serialize)]
struct WholeListRow<'a, T> {
    #[serde(flatten)]
    row: &'a T,
    cursor: Option<&'a str>,
}

impl Output {
    /// Output to stdout, as JSON or as text.
    pub fn new(json: bool) -> Self {
        Self { json, to: BufWriter::new(io::stdout().lock()) }
    }

    /// Writes one result: as one JSON document, or as the text that `text` makes of it.
    pub fn document<T: Serialize>(
        &mut self,
        value: &T,
        text: impl FnOnce(&T) -> String,
    ) -> Result<(), Failure> {
        if self.json {
            self.line_of_json(value)?;
        } else {
            self.text(&text(value))?;
        }
        self.flush()
    }

    /// Writes a list that is always whole: a JSON object a line, or the text that `text` makes of all of it.
    pub fn list<T: Serialize>(
        &mut self,
        rows: &[T],
        text: impl FnOnce(&[T]) -> String,
    ) -> Result<(), Failure> {
        if self.json {
            for row in rows {
                self.line_of_json(&WholeListRow { row, cursor: None })?;
            }
        } else {
            self.text(&text(rows))?;
        }
        self.flush()
    }

    /// Writes one part of a list whose rows carry their own cursors, and passes it on at once.
    pub fn part<T: Serialize>(
        &mut self,
        rows: &[T],
        text: impl FnOnce(&[T]) -> String,
    ) -> Result<(), Failure> {
        if self.json {
            for row in rows {
                self.line_of_json(row)?;
            }
        } else {
            self.text(&text(rows))?;
        }
        self.flush()
    }

    fn line_of_json<T: Serialize>(&mut self, value: &T) -> Result<(), Failure> {
        serde_json::to_writer(&mut self.to, value).map_err(io::Error::from)?;
        Ok(self.to.write_all(b"\n")?)
    }

    fn text(&mut self, text: &str) -> Result<(), Failure> {
        self.to.write_all(text.as_bytes())?;
        if !text.is_empty() && !text.ends_with('\n') {
            self.to.write_all(b"\n")?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.to.flush()?)
    }
}
