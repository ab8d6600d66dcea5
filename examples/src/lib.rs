//! Examples of Linli; see the files beside this folder.
