//! Ids run together: an allocation for each would take more room than most ids do.

/// Where a name stands among [`Names`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Name {
    /// A number of 64 bits in halves, the lower first: in one piece it would be followed by four bytes of nothing.
    start: [u32; 2],
    length: u32,
}

impl Name {
    fn new(start: u64, length: u32) -> Self {
        Self { start: [start as u32, (start >> 32) as u32], length }
    }

    fn start(self) -> u64 {
        u64::from(self.start[1]) << 32 | u64::from(self.start[0])
    }
}

/// Names, one after another.
#[derive(Debug, Default)]
pub struct Names(String);

impl Names {
    /// Adds a name.
    pub fn push(&mut self, name: &str) -> Name {
        let start = self.0.len() as u64;
        self.0.push_str(name);
        Name::new(start, name.len() as u32)
    }

    /// Adds all of `others`, and says what then becomes of one of their names.
    pub fn append(&mut self, others: &Self) -> impl Fn(Name) -> Name + use<> {
        let shift = self.0.len() as u64;
        self.0.push_str(&others.0);
        move |name| Name::new(name.start() + shift, name.length)
    }

    /// Forgets them.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// A name that was added; of any other, nothing.
    #[must_use]
    pub fn get(&self, name: Name) -> &str {
        let start = name.start() as usize;
        self.0.get(start..start + name.length as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_again_after_others() {
        let (mut all, mut some) = (Names::default(), Names::default());
        let first = all.push("n1");
        let (empty, second) = (some.push(""), some.push("Zürich-2"));
        let shifted = all.append(&some);
        assert_eq!(
            [first, shifted(empty), shifted(second)].map(|name| all.get(name)),
            ["n1", "", "Zürich-2"]
        );
        assert_eq!(all.get(Name::new(3, 90)), "");
    }
}
