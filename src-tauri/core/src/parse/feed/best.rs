//! A value that may stand in several places of a feed.

/// The value from the best place that had one; of two places as good, the first.
#[derive(Debug, Clone)]
pub(super) struct Best<T>(Option<(u8, T)>);

impl<T> Default for Best<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Best<T> {
    /// Takes `value`, if there is one, unless there is one from a place as good. 0 is the best place.
    pub(super) fn offer(&mut self, place: u8, value: Option<impl Into<T>>) {
        if let Some(value) = value
            && self.0.as_ref().is_none_or(|(taken, _)| place < *taken)
        {
            self.0 = Some((place, value.into()));
        }
    }

    /// The value.
    pub(super) fn take(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }
}

/// All values from the best place that had any.
#[derive(Debug, Clone)]
pub(super) struct BestOf<T>(u8, Vec<T>);

impl<T> Default for BestOf<T> {
    fn default() -> Self {
        Self(u8::MAX, Vec::new())
    }
}

impl<T> BestOf<T> {
    /// Adds `values`, unless there are some from a better place; drops what came from a worse one.
    pub(super) fn offer(&mut self, place: u8, values: impl IntoIterator<Item = T>) {
        let Self(taken, kept) = self;
        for value in values {
            if place < *taken {
                kept.clear();
                *taken = place;
            }
            if place == *taken && kept.len() < MANY {
                kept.push(value);
            }
        }
    }

    /// The values.
    pub(super) fn take(self) -> Vec<T> {
        self.1
    }
}

/// How many of a kind one entry may have.
pub(super) const MANY: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_better_place_wins_and_of_equals_the_first() {
        let mut best = Best::default();
        for (place, value) in [(2, Some("c")), (1, Some("b")), (1, Some("late")), (0, None), (3, Some("d"))] {
            best.offer(place, value);
        }
        assert_eq!(best.take(), Some("b"));
        let mut all = BestOf::default();
        for (place, values) in [(1, vec!["b"]), (2, vec!["c"]), (0, vec![]), (1, vec!["bb"])] {
            all.offer(place, values);
        }
        assert_eq!(all.take(), ["b", "bb"]);
    }
}
