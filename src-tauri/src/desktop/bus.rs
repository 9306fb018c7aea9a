//! The session bus: one connection for all that is said to the desktop there.

use tokio::sync::OnceCell;
use zbus::Connection;

/// The connection, made when it is first wanted.
pub async fn session() -> zbus::Result<Connection> {
    static SESSION: OnceCell<Connection> = OnceCell::const_new();
    SESSION.get_or_try_init(Connection::session).await.cloned()
}
