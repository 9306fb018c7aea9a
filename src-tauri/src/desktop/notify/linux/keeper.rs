//! The keeper of notifications: this program once more, without a window. The desktop's service tells what the reader does
//! with a notification only to whoever had it shown, and some take it away when they go. So the keeper has it shown, and
//! stays as long as anything stands that it had shown, or a program is there to show more. What the reader does it tells
//! the program; where that is gone, it starts it again or does what is wanted by itself.
//!
//! It does one thing after the other, in the order in which the bus tells it, and waits for nothing else: no timer runs
//! in it, and it holds no library open.

mod wishes;

use std::collections::{HashMap, VecDeque};
use std::ffi::OsStr;
use std::io::Write;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::process::ExitCode;

use futures_util::StreamExt;
use serde::Serialize;
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use zbus::fdo::{DBusProxy, Error as Refusal, RequestNameFlags, RequestNameReply};
use zbus::message::Type;
use zbus::names::OwnedUniqueName;
use zbus::zvariant::DynamicType;
use zbus::{Connection, Message, MessageStream};

use self::wishes::{Done, Wish};
use super::kept::{name, read, written};
use super::service::{self, Call, Said};
use crate::desktop::notify::shown::{About, Shown};
use crate::desktop::report;

/// So many questions may wait for answers at once.
const MOST_ASKED: usize = 64;
/// No library's identity is longer.
const LONGEST_IDENTITY: usize = 64;

/// Keeps notifications for the program with this name on the bus, and whoever comes after it.
pub fn keep(program: &OsStr, library: Option<PathBuf>) -> ExitCode {
    let Some(program) = program.to_str().and_then(|name| OwnedUniqueName::try_from(name).ok()) else {
        return ExitCode::from(2);
    };
    let kept = tokio::runtime::Builder::new_current_thread().enable_all().build().map(|runtime| {
        let kept = runtime.block_on(run(program, library));
        // Work that hangs must not keep alive what has nothing to do.
        runtime.shutdown_background();
        kept
    });
    match kept {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(_)) | Err(_) => ExitCode::FAILURE,
    }
}

async fn run(program: OwnedUniqueName, library: Option<PathBuf>) -> zbus::Result<()> {
    let bus = Connection::session().await?;
    let mut messages = MessageStream::from(&bus);
    let name = name(library.as_deref());
    let named = DBusProxy::new(&bus).await?;
    let named = named.request_name(name.as_str().try_into()?, RequestNameFlags::DoNotQueue.into()).await?;
    if named != RequestNameReply::PrimaryOwner {
        // Another one keeps them already.
        return Ok(());
    }
    let mut keeper = Keeper::new(bus, library);
    keeper.listen().await?;
    keeper.join(program).await?;
    // Whoever started us waits for this.
    std::io::stdout().write_all(b"\n").and_then(|()| std::io::stdout().flush())?;
    while !keeper.is_over().await {
        tokio::select! {
            message = messages.next() => match message {
                Some(Ok(message)) => report(keeper.hear(&message).await),
                // The bus is gone, and with it whoever shows anything.
                Some(Err(_)) | None => return Ok(()),
            },
            Some(done) = keeper.deeds.join_next() => if let Ok(done) = done {
                report(keeper.note(done).await);
            },
        }
    }
    Ok(())
}

/// A question that waits for its answer.
enum Asked {
    /// The service, to show what a program wants.
    Show { call: Message, about: About },
    /// A program, to do what the reader wants.
    Told { program: OwnedUniqueName, wish: Wish },
    /// The bus, whether a program is there.
    Presence(OwnedUniqueName),
    /// The service, anything at all: what it said before that came first.
    LastWord,
}

/// Whom to ask: a name on the bus, a path, an interface.
type To<'a> = (&'a str, &'a str, &'a str);

const BUS: To<'_> = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus");
const SERVICE: To<'_> = (service::NAME, service::PATH, service::NAME);

struct Keeper {
    bus: Connection,
    /// The library's folder, where one was named.
    library: Option<PathBuf>,
    /// The library that all that stands tells of.
    identity: Option<String>,
    /// The service that shows what is shown: the numbers are its own.
    service: Option<OwnedUniqueName>,
    shown: Shown,
    token: Option<(u32, String)>,
    /// The programs that do what the reader wants; the bus holds only so many. The one that came last is told.
    programs: Vec<OwnedUniqueName>,
    asked: HashMap<NonZeroU32, Asked>,
    last_word: Option<NonZeroU32>,
    /// What the reader wants, until somebody has taken it on.
    wishes: VecDeque<Wish>,
    /// The program that we started, until it ends.
    started: Option<oneshot::Receiver<()>>,
    deeds: JoinSet<Done>,
}

impl Keeper {
    fn new(bus: Connection, library: Option<PathBuf>) -> Self {
        Self {
            bus,
            library,
            identity: None,
            service: None,
            shown: Shown::default(),
            token: None,
            programs: Vec::new(),
            asked: HashMap::new(),
            last_word: None,
            wishes: VecDeque::new(),
            started: None,
            deeds: JoinSet::new(),
        }
    }

    /// Asks somebody, who answers with a message that goes back to this number.
    async fn ask(
        &self,
        (to, path, interface): To<'_>,
        member: &str,
        body: &(impl Serialize + DynamicType),
    ) -> zbus::Result<NonZeroU32> {
        let call = Message::method_call(path, member)?.destination(to)?.interface(interface)?.build(body)?;
        self.bus.send(&call).await?;
        Ok(call.primary_header().serial_num())
    }

    /// Has the bus tell us what the service says, and when it comes and goes.
    async fn listen(&self) -> zbus::Result<()> {
        let said = format!("type='signal',sender='{0}',interface='{0}'", service::NAME);
        for rule in [said, owner_of(service::NAME)] {
            self.ask(BUS, "AddMatch", &rule).await?;
        }
        Ok(())
    }

    /// Whether nothing is left to do. The service may tell of a click after it told that its notification closed: only
    /// once it has answered something since is it certain that no more comes.
    async fn is_over(&mut self) -> bool {
        let is_idle = self.programs.is_empty()
            && self.wishes.is_empty()
            && self.deeds.is_empty()
            && self.shown.standing().next().is_none()
            && !self.asked.values().any(|asked| matches!(asked, Asked::Show { .. } | Asked::Told { .. }));
        if !is_idle {
            self.last_word = None;
            return false;
        }
        let Some(service) = self.service.clone() else { return true };
        if let Some(last_word) = self.last_word {
            return !self.asked.contains_key(&last_word);
        }
        let (_, path, interface) = SERVICE;
        let Ok(asked) = self.ask((service.as_str(), path, interface), "GetCapabilities", &()).await else {
            return true;
        };
        self.asked.insert(asked, Asked::LastWord);
        self.last_word = Some(asked);
        false
    }

    async fn hear(&mut self, message: &Message) -> zbus::Result<()> {
        match message.message_type() {
            Type::MethodCall => self.answer(message).await,
            Type::MethodReturn | Type::Error => self.learn(message).await,
            Type::Signal => self.heed(message).await,
        }
    }

    // ---- what programs want ----

    async fn answer(&mut self, call: &Message) -> zbus::Result<()> {
        let header = call.header();
        let Some(caller) = header.sender() else { return Ok(()) };
        match header.member().map_or("", |member| member.as_str()) {
            "Join" => {
                let library = call.body().deserialize::<String>().ok();
                let Some(library) = library.filter(|library| library.len() <= LONGEST_IDENTITY) else {
                    let refusal = Refusal::InvalidArgs("which library?".to_owned());
                    return self.bus.reply_dbus_error(&header, refusal).await;
                };
                self.join(caller.to_owned().into()).await?;
                self.turn_to(library).await?;
                let standing = self.shown.standing().map(|(number, about)| (number, written(about)));
                self.bus.reply(&header, &standing.collect::<Vec<_>>()).await?;
                self.pass_on().await
            }
            "Show" => match self.show(call).await {
                Ok(()) => Ok(()),
                Err(refusal) => self.bus.reply_dbus_error(&header, refusal).await,
            },
            "Close" => {
                let numbers: Vec<u32> = call.body().deserialize().unwrap_or_default();
                for number in numbers {
                    self.close(number).await?;
                }
                self.bus.reply(&header, &()).await
            }
            other => self.bus.reply_dbus_error(&header, Refusal::UnknownMethod(other.to_owned())).await,
        }
    }

    /// Tells this program from now on what the reader does, until it leaves the bus.
    async fn join(&mut self, program: OwnedUniqueName) -> zbus::Result<()> {
        let is_known = self.programs.contains(&program);
        self.programs.retain(|known| *known != program);
        self.programs.push(program.clone());
        if !is_known {
            self.ask(BUS, "AddMatch", &owner_of(&program)).await?;
            // It may have gone before.
            let asked = self.ask(BUS, "GetNameOwner", &program.as_str()).await?;
            self.asked.insert(asked, Asked::Presence(program));
        }
        Ok(())
    }

    /// Notes which library the programs have open. What stands of another is nothing that anybody could open.
    async fn turn_to(&mut self, library: String) -> zbus::Result<()> {
        let library = Some(library);
        if self.identity != library {
            let standing: Vec<u32> = self.shown.standing().map(|(number, _)| number).collect();
            for number in standing {
                self.close(number).await?;
            }
            self.shown.clear();
            self.wishes.clear();
            self.identity = library;
        }
        Ok(())
    }

    async fn leave(&mut self, program: &str) -> zbus::Result<()> {
        self.programs.retain(|known| *known != program);
        self.ask(BUS, "RemoveMatch", &owner_of(program)).await?;
        self.pass_on().await
    }

    /// Asks the service to show what a program wants.
    async fn show(&mut self, message: &Message) -> Result<(), Refusal> {
        let body = message.body();
        let wanted = body.deserialize::<(&str, Call<'_>)>();
        let (about, mut call) = wanted.map_err(|e| Refusal::InvalidArgs(e.to_string()))?;
        let about = read(about).ok_or_else(|| Refusal::InvalidArgs("it tells of nothing".to_owned()))?;
        if self.asked.len() >= MOST_ASKED {
            return Err(Refusal::LimitsExceeded("too much at once".to_owned()));
        }
        // What was replaced may have gone meanwhile, and its number be another's.
        if !self.shown.standing().any(|(number, _)| number == call.1) {
            call.1 = 0;
        }
        let asked = self.ask(SERVICE, "Notify", &call).await?;
        self.asked.insert(asked, Asked::Show { call: message.clone(), about });
        Ok(())
    }

    /// Takes a notification from the desktop. That it went by itself meanwhile is no trouble.
    async fn close(&mut self, number: u32) -> zbus::Result<()> {
        if self.shown.standing().any(|(standing, _)| standing == number) {
            self.shown.close(number);
            self.ask(SERVICE, "CloseNotification", &number).await?;
        }
        Ok(())
    }

    // ---- what the bus and the service say ----

    /// Takes the answer to a question.
    async fn learn(&mut self, answer: &Message) -> zbus::Result<()> {
        let header = answer.header();
        let asked = header.reply_serial().and_then(|number| self.asked.remove(&number));
        match (asked, header.error_name()) {
            (Some(Asked::Show { call, about }), None) => {
                let number: u32 = answer.body().deserialize()?;
                self.serve(header.sender().map(|service| service.to_owned().into()));
                self.shown.put(number, about);
                self.bus.reply(&call.header(), &number).await
            }
            (Some(Asked::Show { call, .. }), Some(problem)) => {
                let detail: String = answer.body().deserialize().unwrap_or_default();
                self.bus.reply_error(&call.header(), problem.to_owned(), &detail).await
            }
            (Some(Asked::Told { .. }), None) => self.pass_on().await,
            (Some(Asked::Told { program, wish }), Some(_)) => {
                self.take_back(wish);
                self.leave(&program).await
            }
            (Some(Asked::Presence(program)), Some(_)) => self.leave(&program).await,
            _ => Ok(()),
        }
    }

    /// Notes who shows notifications now. Numbers of another one are somebody else's.
    fn serve(&mut self, service: Option<OwnedUniqueName>) {
        if self.service != service {
            self.shown.clear();
            self.token = None;
            self.service = service;
        }
    }

    async fn heed(&mut self, signal: &Message) -> zbus::Result<()> {
        let header = signal.header();
        let Some(sender) = header.sender() else { return Ok(()) };
        if sender == BUS.0 {
            let Ok((name, owner, next)) = signal.body().deserialize::<(String, String, String)>() else {
                return Ok(());
            };
            if name == service::NAME
                && self.service.as_ref().is_some_and(|service| *service == owner.as_str())
            {
                self.serve(None);
            } else if next.is_empty() && self.programs.iter().any(|program| *program == name.as_str()) {
                return self.leave(&name).await;
            }
        } else if self.service.as_ref().is_some_and(|service| *service == *sender) {
            match service::understand(signal, &mut self.token) {
                Some(Said::Acted { number, key, token }) => return self.wish(number, key, token).await,
                Some(Said::Closed(number)) => self.shown.close(number),
                None => {}
            }
        }
        Ok(())
    }
}

/// What tells us that a name comes or goes.
fn owner_of(name: &str) -> String {
    format!("type='signal',sender='{0}',interface='{0}',member='NameOwnerChanged',arg0='{name}'", BUS.0)
}
