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
use crate::store::schema_known;
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
/// The folder in a library in which a backup is unpacked; what is set aside leaves it alone.
const UNPACKED: &str = "set-aside-restoring";

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

/// Makes the library in `folder` what the backup in `from` holds. What is in the folder is set aside, not deleted; no
/// program may have it open. Where anything is wrong with the backup, nothing changes.
///
/// # Errors
/// [`Error::Invalid`] for what is no backup or is damaged, [`Error::LibraryNewer`], [`Error::DiskFull`] and
/// [`Error::File`].
pub fn restore(from: &Path, folder: &Path) -> Result<RestoreReport> {
    fs::create_dir_all(folder).map_err(|source| fault(folder, source))?;
    let unpacked = folder.join(UNPACKED);
    // What a restore that was ended by force left behind.
    discard(&unpacked)?;
    let files = unpack(from, &unpacked).inspect_err(|_| drop(discard(&unpacked)))?;
    let set_aside = match recover::is_empty(folder)? {
        true => None,
        false => Some(recover::set_aside(folder)?.display().to_string()),
    };
    for name in [MEDIA, DATABASE] {
        let (coming, place) = (unpacked.join(name), folder.join(name));
        fs::rename(&coming, &place).map_err(|source| fault(&place, source))?;
    }
    discard(&unpacked)?;
    Ok(RestoreReport { files, set_aside })
}

/// Unpacks a backup into `to`, and holds everything in it to its hash. Says how many kept files it has.
fn unpack(from: &Path, to: &Path) -> Result<u32> {
    let file = File::open(from).map_err(|source| fault(from, source))?;
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| unreadable(from))?;
    let manifest = manifest(&mut zip).ok_or_else(|| unreadable(from))?;
    if manifest.schema > schema_known() {
        return Err(Error::LibraryNewer { found: manifest.schema, known: schema_known() });
    }
    let media = to.join(MEDIA);
    fs::create_dir_all(&media).map_err(|source| fault(&media, source))?;
    let mut files = 0;
    let mut has_database = false;
    for at in 0..zip.len() {
        let entry = zip.by_index(at).map_err(|_| unreadable(from))?;
        let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else { continue };
        let (path, hash, most) = match name.strip_prefix("media/") {
            _ if name == DATABASE && !has_database => {
                (to.join(DATABASE), manifest.database.as_str(), u64::MAX)
            }
            Some(hash) if is_hash(hash) => (media.join(&hash[..2]).join(&hash[2..]), hash, LARGEST),
            // Names of somebody else's lead nowhere.
            _ => continue,
        };
        if take_out(entry.take(most), &path)? != hash {
            return Err(unreadable(from));
        }
        has_database |= name == DATABASE;
        files += u32::from(name != DATABASE);
    }
    if has_database { Ok(files) } else { Err(unreadable(from)) }
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

fn discard(folder: &PathBuf) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(fault(folder, source)),
        _ => Ok(()),
    }
}
