//! NetworkManager's word for the network, and logind's for sleep.

use futures_util::StreamExt;
use futures_util::stream::select;
use zbus::Connection;
use zbus::fdo::{DBusProxy, PropertiesProxy};
use zbus::proxy::CacheProperties;

use super::Change;
use crate::desktop::report;

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

    /// `NMState`.
    #[zbus(property)]
    fn state(&self) -> zbus::Result<u32>;
}

#[zbus::proxy(
    interface = "org.freedesktop.login1.Manager",
    default_service = "org.freedesktop.login1",
    default_path = "/org/freedesktop/login1"
)]
trait Login {
    /// Before sleep (`true`) and after it.
    #[zbus(signal)]
    fn prepare_for_sleep(&self, start: bool) -> zbus::Result<()>;
}

/// Tells how it stands, and whenever something changes, until the bus goes.
pub async fn watch(tell: impl Fn(Change)) {
    // Without a system bus there are no such services either.
    let Ok(bus) = Connection::system().await else { return };
    let (network, sleep) = tokio::join!(watch_network(&bus, &tell), watch_sleep(&bus, &tell));
    report(network.map_err(|e| format!("How the network stands cannot be told: {e}")));
    report(sleep.map_err(|e| format!("Whether the computer slept cannot be told: {e}")));
}

async fn watch_network(bus: &Connection, tell: &impl Fn(Change)) -> zbus::Result<()> {
    // Not kept in between: that the service was not there once would be kept too.
    let service = NetworkManagerProxy::builder(bus).cache_properties(CacheProperties::No).build().await?;
    // Heard from before it is asked, so that nothing falls between. The service may come later, and go.
    let properties = PropertiesProxy::new(bus, NAME, PATH).await?.receive_properties_changed().await?;
    let owners = DBusProxy::new(bus).await?.receive_name_owner_changed_with_args(&[(0, NAME)]).await?;
    let mut changes = select(properties.map(drop), owners.map(drop));
    let mut last = ask(&service).await;
    tell(Change::Metered(last.metered));
    // That there is one is no news.
    if !last.online {
        tell(Change::Online(false));
    }
    while let Some(()) = changes.next().await {
        let now = ask(&service).await;
        if now.online != last.online {
            tell(Change::Online(now.online));
        }
        if now.metered != last.metered {
            tell(Change::Metered(now.metered));
        }
        last = now;
    }
    Ok(())
}

/// How the network stands.
struct Standing {
    metered: bool,
    online: bool,
}

async fn ask(service: &NetworkManagerProxy<'_>) -> Standing {
    Standing {
        metered: service.metered().await.is_ok_and(is_metered),
        online: service.state().await.map_or(true, is_online),
    }
}

/// "Yes", or "as far as can be guessed".
fn is_metered(metered: u32) -> bool {
    matches!(metered, 1 | 3)
}

/// Everything but asleep, disconnected, on the way there, and on the way from there.
fn is_online(state: u32) -> bool {
    !matches!(state, 10 | 20 | 30 | 40)
}

async fn watch_sleep(bus: &Connection, tell: &impl Fn(Change)) -> zbus::Result<()> {
    let mut sleeps = LoginProxy::new(bus).await?.receive_prepare_for_sleep().await?;
    while let Some(sleep) = sleeps.next().await {
        if sleep.args().is_ok_and(|sleep| !sleep.start) {
            tell(Change::Woke);
        }
    }
    Ok(())
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
    struct Scripted {
        metered: u32,
        state: u32,
    }

    #[zbus::interface(name = "org.freedesktop.NetworkManager")]
    impl Scripted {
        #[zbus(property)]
        fn metered(&self) -> u32 {
            self.metered
        }

        #[zbus(property)]
        fn state(&self) -> u32 {
            self.state
        }
    }

    /// A logind that says nothing by itself.
    struct Login;

    #[zbus::interface(name = "org.freedesktop.login1.Manager")]
    impl Login {
        #[zbus(signal)]
        async fn prepare_for_sleep(
            to: &zbus::object_server::SignalEmitter<'_>,
            start: bool,
        ) -> zbus::Result<()>;
    }

    /// What is told next, if it comes.
    async fn next(heard: &mut UnboundedReceiver<Change>) -> Option<Change> {
        timeout(Duration::from_secs(10), heard.recv()).await.ok().flatten()
    }

    async fn say(service: &Connection, metered: u32, state: u32) {
        let there = service.object_server().interface::<_, Scripted>(PATH).await.expect("the service");
        *there.get_mut().await = Scripted { metered, state };
        let (now, to) = (there.get().await, there.signal_emitter());
        now.metered_changed(to).await.expect("told");
        now.state_changed(to).await.expect("told");
    }

    #[tokio::test]
    async fn the_network_is_what_networkmanager_says() {
        let bus = bus();
        let connect = || Builder::address(bus.1.as_str()).expect("an address");
        let network = Scripted { metered: 1, state: 70 };
        let service = connect().serve_at(PATH, network).expect("served").build().await.expect("connected");
        let client = connect().build().await.expect("connected");
        let (told, mut heard) = unbounded_channel();

        // Nobody is there yet, and comes later.
        let tell = move |change| assert!(told.send(change).is_ok());
        let watching = tokio::spawn(async move { watch_network(&client, &tell).await });
        let metered = |metered| Some(Change::Metered(metered));
        assert_eq!(next(&mut heard).await, metered(false), "without the service nothing is paid for");
        service.request_name(NAME).await.expect("a name");
        say(&service, 1, 70).await;
        assert_eq!(next(&mut heard).await, metered(true), "and that there is a network is no news");
        for (state, is_metered) in [(2, false), (3, true), (0, false)] {
            say(&service, state, 70).await;
            assert_eq!(next(&mut heard).await, metered(is_metered), "state {state}");
        }
        say(&service, 4, 20).await;
        assert_eq!(next(&mut heard).await, Some(Change::Online(false)), "the cable is out");
        say(&service, 4, 40).await;
        say(&service, 4, 60).await;
        assert_eq!(next(&mut heard).await, Some(Change::Online(true)), "connecting is not connected");
        say(&service, 1, 50).await;
        assert_eq!(next(&mut heard).await, metered(true), "the same is not told again");
        watching.abort();
    }

    #[tokio::test]
    async fn waking_is_told_and_falling_asleep_is_not() {
        let bus = bus();
        let connect = || Builder::address(bus.1.as_str()).expect("an address");
        let (name, path) = ("org.freedesktop.login1", "/org/freedesktop/login1");
        let service = connect().name(name).expect("a name").serve_at(path, Login).expect("served");
        let service = service.build().await.expect("connected");
        let client = connect().build().await.expect("connected");
        let (told, mut heard) = unbounded_channel();
        let tell = move |change| assert!(told.send(change).is_ok());
        let watching = tokio::spawn(async move { watch_sleep(&client, &tell).await });
        let there = service.object_server().interface::<_, Login>(path).await.expect("the service");
        // Whoever listens is not told apart from whoever does not: it is said until it was heard.
        let mut woke = None;
        for _ in 0..1000 {
            Login::prepare_for_sleep(there.signal_emitter(), true).await.expect("told");
            Login::prepare_for_sleep(there.signal_emitter(), false).await.expect("told");
            woke = timeout(Duration::from_millis(20), heard.recv()).await.ok().flatten();
            if woke.is_some() {
                break;
            }
        }
        assert_eq!(woke, Some(Change::Woke));
        watching.abort();
    }
}
