//! Tables for the terminal whose columns stay straight with Chinese text, which is two cells wide per character.

use std::fmt;

use unicode_width::UnicodeWidthStr;

/// On which side the text of a column stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// Rows under a heading.
#[derive(Clone, Debug)]
pub struct Table {
    heading: Vec<String>,
    sides: Vec<Side>,
    rows: Vec<Vec<String>>,
    /// Rows from which on a line is drawn above: totals.
    totals_from: Option<usize>,
}

impl Table {
    /// Columns with their headings; a heading that begins with `>` makes a column of figures.
    pub fn new<const N: usize>(columns: [&str; N]) -> Self {
        let sides = columns.iter().map(|column| {
            if column.starts_with('>') {
                Side::Right
            } else {
                Side::Left
            }
        });
        Self {
            sides: sides.collect(),
            heading: columns
                .iter()
                .map(|column| column.trim_start_matches('>').to_owned())
                .collect(),
            rows: Vec::new(),
            totals_from: None,
        }
    }

    /// One more row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        assert_eq!(N, self.heading.len(), "a row has a cell for every column");
        self.rows.push(cells.into());
    }

    /// One more row below a line.
    pub fn total<const N: usize>(&mut self, cells: [String; N]) {
        self.totals_from.get_or_insert(self.rows.len());
        self.row(cells);
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut widths: Vec<usize> = self.heading.iter().map(|cell| cell.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let line = |f: &mut fmt::Formatter<'_>, cells: &[String]| {
            let mut text = String::from(" ");
            for ((cell, width), side) in cells.iter().zip(&widths).zip(&self.sides) {
                let blanks = " ".repeat(width - cell.width());
                text.push(' ');
                match side {
                    Side::Left => text.extend([cell, blanks.as_str()]),
                    Side::Right => text.extend([blanks.as_str(), cell]),
                }
                text.push(' ');
            }
            writeln!(f, "{}", text.trim_end())
        };
        let rule = |f: &mut fmt::Formatter<'_>| {
            let dashes: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
            line(f, &dashes)
        };
        line(f, &self.heading)?;
        rule(f)?;
        for (at, row) in self.rows.iter().enumerate() {
            if Some(at) == self.totals_from {
                rule(f)?;
            }
            line(f, row)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stay_straight_with_chinese_text() {
        let mut table = Table::new(["商家", ">金额"]);
        table.row(["鲜果时光".into(), "1.00".into()]);
        table.row(["ab".into(), "12345.00".into()]);
        table.total(["合计".into(), "12346.00".into()]);
        let text = table.to_string();
        let ends: Vec<usize> = text.lines().map(UnicodeWidthStr::width).collect();
        assert!(ends.iter().all(|end| *end == ends[0]), "{text}");
    }
}
