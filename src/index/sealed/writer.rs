//! Writes a sealed file, front to back.

use std::io::{self, Write};

use xxhash_rust::xxh3::xxh3_64;

use crate::index::format::{
    ALIGNMENT, CHUNK, FOOTER, FOOTER_MAGIC, HEADER, Kind, MAGIC, OLDEST_READER, Part, VERSION, footer, header,
};
use crate::params;

/// Writes a sealed file, section by section.
pub(crate) struct Sealer<W> {
    out: W,
    chunk: Vec<u8>,
    sums: Vec<u8>,
    table: Vec<u8>,
    written: u64,
}

impl<W: Write> Sealer<W> {
    /// Writes the header.
    pub fn begin(out: W, kind: Kind) -> io::Result<Self> {
        let (chunk, sums, table) = (Vec::with_capacity(CHUNK), Vec::new(), Vec::new());
        let mut sealer = Self { out, chunk, sums, table, written: 0 };
        sealer.append(&header_bytes(kind))?;
        Ok(sealer)
    }

    /// Writes one section from what is at hand.
    pub fn section(&mut self, part: Part, bytes: &[u8]) -> io::Result<()> {
        self.section_of(part, [bytes])
    }

    /// Writes one section from pieces.
    pub fn section_of<B: AsRef<[u8]>>(
        &mut self,
        part: Part,
        pieces: impl IntoIterator<Item = B>,
    ) -> io::Result<()> {
        let from = self.open_section()?;
        pieces.into_iter().try_for_each(|piece| self.append(piece.as_ref()))?;
        self.close_section(part, from);
        Ok(())
    }

    /// Begins a section at the next multiple of the alignment, and says where.
    pub fn open_section(&mut self) -> io::Result<u64> {
        self.pad()?;
        Ok(self.written)
    }

    /// Ends the section begun at `from`.
    pub fn close_section(&mut self, part: Part, from: u64) {
        self.table.extend(part.0.to_le_bytes());
        self.table.extend(0_u32.to_le_bytes());
        self.table.extend(from.to_le_bytes());
        self.table.extend((self.written - from).to_le_bytes());
    }

    /// Writes bytes of the open section.
    pub fn append(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let fit = bytes.len().min(CHUNK - self.chunk.len());
            self.chunk.extend_from_slice(&bytes[..fit]);
            bytes = &bytes[fit..];
            self.written += fit as u64;
            if self.chunk.len() == CHUNK {
                self.close_chunk()?;
            }
        }
        Ok(())
    }

    /// Writes the checksums, the section table and the footer. Returns the output and the file's seal.
    pub fn finish(mut self) -> io::Result<(W, u64)> {
        self.pad()?;
        self.close_chunk()?;
        let sums_at = self.written;
        let table_at = sums_at + self.sums.len() as u64;
        let mut tail = std::mem::take(&mut self.sums);
        tail.append(&mut self.table);
        let length = sums_at + (tail.len() + FOOTER) as u64;
        let (footer, seal) = footer_bytes(sums_at, table_at, length, xxh3_64(&tail));
        tail.extend(footer);
        self.out.write_all(&tail)?;
        Ok((self.out, seal))
    }

    fn pad(&mut self) -> io::Result<()> {
        let past = (self.written % ALIGNMENT as u64) as usize;
        self.append(&[0; ALIGNMENT][..(ALIGNMENT - past) % ALIGNMENT])
    }

    fn close_chunk(&mut self) -> io::Result<()> {
        if !self.chunk.is_empty() {
            self.sums.extend(xxh3_64(&self.chunk).to_le_bytes());
            self.out.write_all(&self.chunk)?;
            self.chunk.clear();
        }
        Ok(())
    }
}

fn header_bytes(kind: Kind) -> [u8; HEADER] {
    let mut bytes = [0; HEADER];
    bytes[header::MAGIC].copy_from_slice(&MAGIC);
    bytes[header::KIND].copy_from_slice(&(kind as u32).to_le_bytes());
    bytes[header::VERSION].copy_from_slice(&VERSION.to_le_bytes());
    bytes[header::OLDEST_READER].copy_from_slice(&OLDEST_READER.to_le_bytes());
    bytes[header::PARAMETERS].copy_from_slice(&params::fingerprint().to_le_bytes());
    let checksum = xxh3_64(&bytes[..header::CHECKSUM.start]);
    bytes[header::CHECKSUM].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

fn footer_bytes(sums_at: u64, table_at: u64, length: u64, table_checksum: u64) -> ([u8; FOOTER], u64) {
    let mut bytes = [0; FOOTER];
    bytes[footer::MAGIC].copy_from_slice(&FOOTER_MAGIC);
    bytes[footer::SUMS_AT].copy_from_slice(&sums_at.to_le_bytes());
    bytes[footer::TABLE_AT].copy_from_slice(&table_at.to_le_bytes());
    bytes[footer::LENGTH].copy_from_slice(&length.to_le_bytes());
    bytes[footer::TABLE_CHECKSUM].copy_from_slice(&table_checksum.to_le_bytes());
    let seal = xxh3_64(&bytes[..footer::SEAL.start]);
    bytes[footer::SEAL].copy_from_slice(&seal.to_le_bytes());
    (bytes, seal)
}
