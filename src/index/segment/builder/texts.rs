//! Texts that are gathered for a segment, until it is known which of them belong together.

/// Bytes that are asked for at a time: whoever gathers texts should not move those there are, and so little is had again from
/// what was given back, rather than from the system, which wipes it first.
const ROOM: usize = 64 << 10;

/// Byte strings, one for each article.
#[derive(Debug, Default)]
pub(super) struct Texts {
    rooms: Vec<Vec<u8>>,
    /// The room of each string, and where in it the string ends and how long it is.
    places: Vec<(u32, u32, u32)>,
    bytes: usize,
}

impl Texts {
    /// Adds the next article's.
    pub fn push(&mut self, text: &[u8]) {
        if self.rooms.last().is_none_or(|room| room.capacity() - room.len() < text.len()) {
            self.rooms.push(Vec::with_capacity(text.len().max(ROOM)));
        }
        let number = self.rooms.len() - 1;
        let room = &mut self.rooms[number];
        room.extend_from_slice(text);
        self.bytes += text.len();
        self.places.push((number as u32, room.len() as u32, text.len() as u32));
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Bytes of all texts.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The text of `doc`.
    pub fn get(&self, doc: u32) -> &[u8] {
        let (room, end, length) = self.places[doc as usize];
        &self.rooms[room as usize][(end - length) as usize..end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_had_again() {
        let texts: Vec<Vec<u8>> = (0..300).map(|n| vec![n as u8; (n * 7919) % 4000 + n % 2 * ROOM]).collect();
        let mut gathered = Texts::default();
        texts.iter().for_each(|text| gathered.push(text));
        assert!(texts.iter().zip(0..).all(|(text, doc)| gathered.get(doc) == text));
        assert!(gathered.rooms.len() > 100);
        assert_eq!((gathered.len(), gathered.bytes()), (300, texts.concat().len()));
    }
}
