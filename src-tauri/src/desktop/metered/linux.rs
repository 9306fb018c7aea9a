//! NetworkManager's word for it, `org.freedesktop.NetworkManager.Metered`.

use futures_util::StreamExt;
use futures_util::stream::select;
use zbus::Connection;
use zbus::fdo::{DBusProxy, PropertiesProxy};
use zbus::proxy::CacheProperties;

const NAME: &str = "org.freedesktop.NetworkManager";
const PATH: &str = "/org/freedesktop/NetworkManager";

#[zbus::proxy(
    interface = "org.freedesktop.NetworkManager",
    default_service = "org.freedesktop.NetworkManager",
    default_path = "/org/freedesktop/NetworkManager"
)]
trait NetworkManager {
    /// `NMMetered`.
    #[zbus(property)]
    fn metered(&self) -> zbus::Result<u32>;
}

/// Tells it now, and whenever it changes, until the bus goes.
pub async fn watch(tell: impl Fn(bool)) -> Result<(), String> {
    // Without a system bus there is no such service either.
    let Ok(bus) = Connection::system().await else { return Ok(()) };
    watch_on(&bus, tell).await.map_err(|e| format!("Whether the network is metered cannot be told: {e}"))
}

async fn watch_on(bus: &Connection, tell: impl Fn(bool)) -> zbus::Result<()> {
    // Not kept in between: that the service was not there once would be kept too.
    let service = NetworkManagerProxy::builder(bus).cache_properties(CacheProperties::No).build().await?;
    // Heard from before it is asked, so that nothing falls between. The service may come later, and go.
    let properties = PropertiesProxy::new(bus, NAME, PATH).await?.receive_properties_changed().await?;
    let owners = DBusProxy::new(bus).await?.receive_name_owner_changed_with_args(&[(0, NAME)]).await?;
    let mut changes = select(properties.map(drop), owners.map(drop));
    let mut last = service.metered().await.is_ok_and(is_metered);
    tell(last);
    while let Some(()) = changes.next().await {
        let metered = service.metered().await.is_ok_and(is_metered);
        if metered != last {
            tell(metered);
        }
        last = metered;
    }
    Ok(())
}

/// "Yes", or "as far as can be guessed".
fn is_metered(state: u32) -> bool {
    matches!(state, 1 | 3)
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};
    use std::process::{Child, Command, Stdio};
    use std::time::Duration;

    use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
    use tokio::time::timeout;
    use zbus::connection::Builder;

    use super::*;

    /// A bus of its own, ended with the value.
    struct Bus(Child, String);

    impl Drop for Bus {
        fn drop(&mut self) {
            drop(self.0.kill());
            drop(self.0.wait());
        }
    }

    fn bus() -> Bus {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("a bus");
        let mut address = String::new();
        let out = daemon.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut address).expect("its address");
        Bus(daemon, address.trim().to_owned())
    }

    /// A NetworkManager that says what it is told to say.
    struct Scripted(u32);

    #[zbus::interface(name = "org.freedesktop.NetworkManager")]
    impl Scripted {
        #[zbus(property)]
        fn metered(&self) -> u32 {
            self.0
        }
    }

    /// What is told next, if it comes.
    async fn next(heard: &mut UnboundedReceiver<bool>) -> Option<bool> {
        timeout(Duration::from_secs(10), heard.recv()).await.ok().flatten()
    }

    async fn say(service: &Connection, state: u32) {
        let there = service.object_server().interface::<_, Scripted>(PATH).await.expect("the service");
        there.get_mut().await.0 = state;
        there.get().await.metered_changed(there.signal_emitter()).await.expect("told");
    }

    #[tokio::test]
    async fn the_network_is_what_networkmanager_says() {
        let bus = bus();
        let connect = || Builder::address(bus.1.as_str()).expect("an address");
        let service =
            connect().serve_at(PATH, Scripted(1)).expect("served").build().await.expect("connected");
        let client = connect().build().await.expect("connected");
        let (told, mut heard) = unbounded_channel();

        // Nobody is there yet, and comes later.
        let tell = move |metered| assert!(told.send(metered).is_ok());
        let watching = tokio::spawn(async move { watch_on(&client, tell).await });
        assert_eq!(next(&mut heard).await, Some(false), "without the service nothing is paid for");
        service.request_name(NAME).await.expect("a name");
        say(&service, 1).await;
        assert_eq!(next(&mut heard).await, Some(true));
        for (state, metered) in [(2, false), (3, true), (0, false)] {
            say(&service, state).await;
            assert_eq!(next(&mut heard).await, Some(metered), "state {state}");
        }
        say(&service, 4).await;
        say(&service, 1).await;
        assert_eq!(next(&mut heard).await, Some(true), "the same is not told again");
        watching.abort();
    }
}
