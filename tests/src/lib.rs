//! What the tests of Linli share.
