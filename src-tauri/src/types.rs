//! Writes the TypeScript twin of [`commands`](crate::commands) and of every type it names, `ui/src/api/types.ts`, in a
//! test that fails while the file is stale.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};

use broadsheet_core::ErrorReport;
use broadsheet_core::event::Event;
use broadsheet_core::model::Settings;
use ts_rs::{Config, TS, TypeVisitor};

use crate::commands;

/// What is known so far of the file being written.
pub struct Types {
    config: Config,
    seen: HashSet<TypeId>,
    // By name: the order in which types name each other differs from build to build.
    declarations: BTreeMap<String, String>,
    commands: Vec<Command>,
}

struct Command {
    docs: String,
    name: &'static str,
    arguments: Vec<String>,
    returns: String,
}

impl Types {
    /// Begins the next command.
    pub fn command(&mut self, name: &'static str, docs: &[&str]) {
        self.commands.push(Command {
            docs: docs.join(""),
            name,
            arguments: Vec::new(),
            returns: String::new(),
        });
    }

    /// Gives the command an argument.
    pub fn argument<T: TS + 'static>(&mut self, name: &str) {
        self.visit::<T>();
        let argument = format!("{name}: {}", T::name(&self.config));
        if let Some(command) = self.commands.last_mut() {
            command.arguments.push(argument);
        }
    }

    /// Says what the command returns.
    pub fn returns<T: TS + 'static>(&mut self) {
        self.visit::<T>();
        let returns = T::name(&self.config);
        if let Some(command) = self.commands.last_mut() {
            command.returns = returns;
        }
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declaration = tidy(&format!("{docs}export {}", T::decl(&self.config)));
            self.declarations.insert(T::ident(&self.config), declaration);
        }
        T::visit_generics(self);
        T::visit_dependencies(self);
    }
}

/// Sets a declaration out as a person would: fields indented, a short comment on one line.
fn tidy(declaration: &str) -> String {
    let text = declaration.replace(", }", ",\n}").replace("/**\n *", "/**").replace("\n */", " */");
    let mut depth = 0;
    let mut lines = Vec::new();
    for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        let indent = if line.starts_with('}') { depth - 1 } else { depth };
        lines.push("  ".repeat(indent) + line);
        depth += line.matches('{').count();
        depth -= line.matches('}').count();
    }
    lines.join("\n")
}

/// The file's whole text.
fn typescript() -> String {
    let mut types = Types {
        config: Config::new(),
        seen: HashSet::new(),
        declarations: BTreeMap::new(),
        commands: Vec::new(),
    };
    commands::describe(&mut types);
    types.visit::<ErrorReport>();
    types.visit::<Event>();

    let mut text =
        String::from("// Generated from src-tauri/src/commands.rs by `cargo xtask types`. Do not edit.\n\n");
    for declaration in types.declarations.values() {
        text += declaration;
        text += "\n\n";
    }
    text += "/** What holds where the reader chose nothing. */\nexport const DEFAULT_SETTINGS: Settings = ";
    text += &serde_json::to_string_pretty(&Settings::default()).unwrap_or_default();
    text += ";\n\n/** Every command of the core and the shell: what it is given and what it returns. */\nexport interface Commands {\n";
    for Command { docs, name, arguments, returns } in &types.commands {
        let args = if arguments.is_empty() {
            "Record<string, never>".into()
        } else {
            format!("{{ {} }}", arguments.join("; "))
        };
        text += &format!("  /**{docs} */\n  {name}: {{ args: {args}; returns: {returns} }};\n");
    }
    text += "}\n\n/** Every event the window hears, and what it carries. */\nexport interface Events {\n";
    text += "  /** Something changed in the library. */\n  library: Event;\n";
    text += "  /** The system asked for something to be opened: ask `openings`. */\n  openings: null;\n";
    text += "}\n";
    text
}

mod tests {
    use std::path::Path;

    /// `BROADSHEET_WRITE_TYPES=1` writes the file instead of comparing it; `cargo xtask types` does that.
    #[test]
    fn the_generated_types_are_current() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/api/types.ts");
        let wanted = super::typescript();
        if std::env::var_os("BROADSHEET_WRITE_TYPES").is_some() {
            std::fs::write(&path, wanted).expect("the file can be written");
            return;
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(found == wanted, "ui/src/api/types.ts is stale: run `cargo xtask types`");
    }
}
