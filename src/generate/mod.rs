//! A seeded news world of any size, with known reprints.
