//! One owner per file.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use linli::store::{StoreError, StoreResult};

use crate::failure::file_error;

/// Holds the ownership of a store's file for as long as it lives, by the operating system's lock on a file beside it.
/// The lock ends with the process, however it ends; the file stays. The store's own file is not locked this way:
/// closing a second handle of it would end SQLite's locks on POSIX systems.
pub(crate) struct Owner {
    lock: File,
}

impl Drop for Owner {
    /// Lets go by word, not by closing: a child that another thread is just starting holds a copy of the handle until
    /// it has become its program, and the lock would live as long as that copy.
    fn drop(&mut self) {
        let _ = self.lock.unlock();
    }
}

impl Owner {
    pub(crate) fn acquire(store: &Path) -> StoreResult<Self> {
        let path = beside(store, ".lock");
        let mut lock = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|error| file_error("the lock file cannot be opened", &error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(owned(&mut lock)),
            Err(TryLockError::Error(error)) => {
                return Err(file_error("the lock file cannot be locked", &error));
            }
        }
        // Only for the message to the next one who tries.
        let _ = lock.set_len(0);
        let _ = write!(lock, "{}", std::process::id());
        Ok(Self { lock })
    }
}

fn owned(lock: &mut File) -> StoreError {
    let mut process = String::new();
    let _ = lock.rewind();
    let _ = lock.read_to_string(&mut process);
    let reason = match process.trim().parse::<u32>() {
        Ok(id) if id == std::process::id() => "this process has it open already".to_owned(),
        Ok(id) => format!("process {id} has it open"),
        Err(_) => "its lock file is locked".to_owned(),
    };
    StoreError::Owned { reason }
}

/// A file's name with something behind it.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::Owner;

    /// A test that opened a store right after closing it was refused now and then: other threads of the same process
    /// were starting children at that moment, and each child has all handles of its parent until it runs its program.
    #[test]
    fn who_lets_go_has_let_go_although_a_starting_child_has_a_copy_of_the_handle() {
        let directory = tempfile::tempdir().expect("a directory");
        let store = directory.path().join("shop.linli");
        let owner = Owner::acquire(&store).expect("nobody has it");
        let copy = owner.lock.try_clone().expect("a copy of the handle");
        assert!(Owner::acquire(&store).is_err());
        drop(owner);
        assert!(Owner::acquire(&store).is_ok());
        drop(copy);
    }
}
