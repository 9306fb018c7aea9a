//! The whole library in one file, and back: a copy of the database as it stands at one moment, and every kept file that
//! it names. Both ways everything is held to its hash.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use zip::ZipArchive;

use super::bundle::unreadable;
use super::export::{Pack, fault, unexpected};
use crate::model::{BackupReport, RestoreReport};
use crate::save::Shelf;
use crate::store::{begin_anew, hold, schema_known};
use crate::{Error, Result, recover};

/// What the file begins with.
const MANIFEST: &str = "backup.json";
/// The copy of the database.
const DATABASE: &str = "library.db";
/// Where the kept files lie, as in the library.
const MEDIA: &str = "media";
/// The version of this form.
const FORMAT: u32 = 1;
/// The longest manifest, in bytes.
const LONGEST: u64 = 64 << 10;
/// The largest kept file, in bytes: more than is ever fetched.
const LARGEST: u64 = 64 << 20;
/// The folder in a library in which a backup is unpacked, and what it is called once it is whole; what is set aside leaves
/// both alone.
const UNPACKED: &str = "set-aside-restoring";
const READY: &str = "set-aside-ready";

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Manifest {
    format: u32,
    /// The database's schema.
    schema: i64,
    /// BLAKE3 of the database's bytes.
    database: String,
}

/// A backup being written.
pub(crate) struct Backup {
    pack: Pack,
    shelf: Shelf,
    report: BackupReport,
}

impl Backup {
    /// Begins a backup at `to`, where nothing may be yet, with the copy of the database at `database`.
    ///
    /// # Errors
    /// [`Error::DiskFull`] and [`Error::File`].
    pub(crate) fn begin(to: &Path, database: &Path, shelf: Shelf) -> Result<Self> {
        let mut pack = Pack::begin(to)?;
        let open = || File::open(database).map_err(|source| fault(database, source));
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(open()?).map_err(|source| fault(database, source))?;
        let manifest = Manifest {
            format: FORMAT,
            schema: schema_known(),
            database: hasher.finalize().to_hex().to_string(),
        };
        pack.text(MANIFEST, &serde_json::to_vec(&manifest).map_err(unexpected)?)?;
        pack.stream(DATABASE, &mut open()?)?;
        Ok(Self { pack, shelf, report: BackupReport::default() })
    }

    /// Adds the file kept under `hash`; one that is damaged or gone is told as missing.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub(crate) fn add(&mut self, hash: String) -> Result<()> {
        match self.shelf.bytes(&hash)? {
            Some(bytes) => {
                self.pack.bytes(&format!("{MEDIA}/{hash}"), &bytes)?;
                self.report.files += 1;
            }
            None => self.report.missing.push(hash),
        }
        Ok(())
    }

    /// Puts the backup where it belongs.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub(crate) fn finish(mut self) -> Result<BackupReport> {
        self.report.path = self.pack.finish()?.display().to_string();
        Ok(self.report)
    }
}

/// Makes the library in `folder` what the backup in `from` holds. What is in the folder is set aside, not deleted. Where
/// anything is wrong with the backup, nothing changes.
///
/// # Errors
/// [`Error::LibraryBusy`] where a program has the library open: what it writes would be set aside, too. And
/// [`Error::Invalid`] for what is no backup or is damaged, [`Error::LibraryNewer`], [`Error::DiskFull`] and
/// [`Error::File`].
pub fn restore(from: &Path, folder: &Path) -> Result<RestoreReport> {
    let held = hold(folder)?;
    let mut unpacking = Unpacking::begin(from, folder)?;
    (0..unpacking.len()).try_for_each(|at| unpacking.add(at))?;
    let files = unpacking.finish()?;
    // There are systems where what is open is not moved.
    drop(held);
    let set_aside = complete(folder)?.map(|aside| aside.display().to_string());
    Ok(RestoreReport { files, set_aside })
}

/// Puts a backup that was unpacked in `folder` in the library's place, if there is one, and tells where what was there
/// is set aside. No program may have the library open. Ended by force, it goes on where it stopped.
///
/// # Errors
/// [`Error::DiskFull`], [`Error::LibraryReadOnly`] and [`Error::File`].
pub fn complete(folder: &Path) -> Result<Option<PathBuf>> {
    let ready = folder.join(READY);
    if !ready.exists() {
        return Ok(None);
    }
    // Once the pictures are in their place, so is nothing of what was there before.
    let is_begun = !ready.join(MEDIA).exists();
    let aside = match is_begun || recover::is_empty(folder)? {
        true => None,
        false => Some(recover::set_aside(folder)?),
    };
    // Nothing of a library that began here after this was ended by force is to be read into the one that comes.
    for beside in ["-wal", "-shm"] {
        clear(&folder.join(format!("{DATABASE}{beside}")))?;
    }
    for name in [MEDIA, DATABASE] {
        let (coming, place) = (ready.join(name), folder.join(name));
        if coming.exists() {
            fs::rename(&coming, &place).map_err(|source| fault(&place, source))?;
        }
    }
    discard(&ready)?;
    Ok(aside)
}

/// A backup being unpacked beside the library whose place it is to take, everything in it held to its hash.
pub(crate) struct Unpacking {
    from: PathBuf,
    folder: PathBuf,
    zip: ZipArchive<BufReader<File>>,
    manifest: Manifest,
    files: u32,
    has_database: bool,
}

impl Unpacking {
    /// Begins with the backup in `from`, for the library in `folder`.
    ///
    /// # Errors
    /// As [`restore`].
    pub(crate) fn begin(from: &Path, folder: &Path) -> Result<Self> {
        let file = File::open(from).map_err(|source| fault(from, source))?;
        let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| unreadable(from))?;
        let manifest = manifest(&mut zip).ok_or_else(|| unreadable(from))?;
        if manifest.schema > schema_known() {
            return Err(Error::LibraryNewer { found: manifest.schema, known: schema_known() });
        }
        // What one that was ended by force left behind.
        discard(&folder.join(UNPACKED))?;
        let media = folder.join(UNPACKED).join(MEDIA);
        fs::create_dir_all(&media).map_err(|source| fault(&media, source))?;
        let (from, folder) = (from.to_owned(), folder.to_owned());
        Ok(Self { from, folder, zip, manifest, files: 0, has_database: false })
    }

    /// How much there is to unpack.
    pub(crate) fn len(&self) -> usize {
        self.zip.len()
    }

    /// Unpacks one of it.
    ///
    /// # Errors
    /// As [`restore`].
    pub(crate) fn add(&mut self, at: usize) -> Result<()> {
        let to = self.folder.join(UNPACKED);
        let entry = self.zip.by_index(at).map_err(|_| unreadable(&self.from))?;
        let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else { return Ok(()) };
        let (path, hash, most) = match name.strip_prefix("media/") {
            _ if name == DATABASE && !self.has_database => {
                (to.join(DATABASE), self.manifest.database.as_str(), u64::MAX)
            }
            Some(hash) if is_hash(hash) => (to.join(MEDIA).join(&hash[..2]).join(&hash[2..]), hash, LARGEST),
            // Names of somebody else's lead nowhere.
            _ => return Ok(()),
        };
        if take_out(entry.take(most), &path)? != hash {
            return Err(unreadable(&self.from));
        }
        self.has_database |= name == DATABASE;
        self.files += u32::from(name != DATABASE);
        Ok(())
    }

    /// Has it ready to be put in the library's place, and says how many kept files it has. What its sources tell next is
    /// an import: it may have been told before the backup was needed.
    ///
    /// # Errors
    /// As [`restore`].
    pub(crate) fn finish(self) -> Result<u32> {
        if !self.has_database {
            return Err(unreadable(&self.from));
        }
        begin_anew(&self.folder.join(UNPACKED))?;
        let ready = self.folder.join(READY);
        discard(&ready)?;
        fs::rename(self.folder.join(UNPACKED), &ready).map_err(|source| fault(&ready, source))?;
        Ok(self.files)
    }
}

impl Drop for Unpacking {
    fn drop(&mut self) {
        // Where it cannot be deleted it takes room and does no harm; once it is ready there is nothing.
        let _ = discard(&self.folder.join(UNPACKED));
    }
}

fn manifest(zip: &mut ZipArchive<BufReader<File>>) -> Option<Manifest> {
    let manifest = zip.by_name(MANIFEST).ok()?.take(LONGEST);
    let manifest: Manifest = serde_json::from_reader(manifest).ok()?;
    (manifest.format == FORMAT).then_some(manifest)
}

/// Writes what is read to `path`, on the disk before it returns, and gives its hash.
fn take_out(mut from: impl Read, path: &Path) -> Result<String> {
    let failed = |source| fault(path, source);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    let mut to = File::create(path).map_err(failed)?;
    let mut hasher = blake3::Hasher::new();
    let mut some = vec![0; 1 << 16];
    loop {
        let read = match from.read(&mut some) {
            Ok(0) => break,
            Ok(read) => some.get(..read).unwrap_or_default(),
            // A damaged archive; its hash will not be the one that was told.
            Err(error) if error.kind() != io::ErrorKind::StorageFull => break,
            Err(error) => return Err(failed(error)),
        };
        hasher.update(read);
        to.write_all(read).map_err(failed)?;
    }
    to.sync_all().map_err(failed)?;
    Ok(hasher.finalize().to_hex().to_string())
}

fn is_hash(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn clear(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(fault(file, source)),
        _ => Ok(()),
    }
}

fn discard(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(fault(folder, source)),
        _ => Ok(()),
    }
}
