//! The command line: one file per command. Commands speak the operator's language; what a program
//! would read comes with `--json`.

mod area;
mod audit;
mod backup;
mod community;
mod config;
mod copy;
mod dataset;
mod demo;
mod device;
mod doctor;
mod edition;
mod form;
mod import;
mod logs;
mod media;
mod migrate;
mod needs;
mod node;
mod out;
mod retention;
mod round;
mod serve;
mod simulate;
mod taxonomy;
mod token;
mod user;
mod withdraw;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::config::{Config, Settings};
use self::out::Out;

/// Sikia hears what artisanal and small-scale miners want and need to know.
#[derive(Parser)]
#[command(name = "sikia", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    settings: Settings,

    /// Print one line of JSON instead of sentences
    #[arg(long, global = true)]
    json: bool,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve phones, browsers and programs
    Serve,
    /// Show the whole loop: a form, phones that sync, a browser that shows what communities ask for
    Demo(demo::Demo),
    /// Bring the store up to this version of Sikia
    Migrate,
    /// Questionnaires
    #[command(subcommand)]
    Form(form::Command),
    /// The code list of needs
    #[command(subcommand)]
    Taxonomy(taxonomy::Command),
    /// Administrative areas
    #[command(subcommand)]
    Area(area::Command),
    /// Communities
    #[command(subcommand)]
    Community(community::Command),
    /// Rounds: how people are chosen, where, when, out of how many
    #[command(subcommand)]
    Round(round::Command),
    /// Phones, tablets and bridges
    #[command(subcommand)]
    Device(device::Command),
    /// People who sign in
    #[command(subcommand)]
    User(user::Command),
    /// Figures
    #[command(subcommand)]
    Needs(needs::Command),
    /// What is published of interviews
    #[command(subcommand)]
    Dataset(dataset::Command),
    /// Releases of a dataset
    #[command(subcommand)]
    Edition(edition::Command),
    /// Tokens by which programs read datasets
    #[command(subcommand)]
    Token(token::Command),
    /// Phones with bad networks, against a node, with a proof at the end
    Simulate(simulate::Simulate),
    /// How long things are kept, and removing what has no time left
    #[command(subcommand)]
    Retention(retention::Command),
    /// Take a receipt back and erase what was said for it
    Withdraw(withdraw::Withdraw),
    /// Who did and read what, newest first
    Audit(audit::Audit),
    /// Copy the store and its files while a node works on them, and read the copy through
    Backup(backup::Backup),
    /// Make a node's store out of a backup
    Restore(backup::Restore),
    /// Write the keys that open your backups, without what was withdrawn since they were written last
    Keys(backup::Keys),
    /// Move a store to another place or kind, with a proof; can be stopped and taken up again
    Copy(copy::Copy),
    /// Look for what is wrong, and say what to do
    Doctor,
}

/// Why a command ends without having done what was asked; said to the operator.
type Outcome = Result<ExitCode, anyhow::Error>;

/// Runs the command line of the process.
pub fn run() -> ExitCode {
    crate::choose_cryptography();
    let cli = Cli::parse();
    logs::start(matches!(cli.command, Command::Serve));
    let mut out = Out::new(cli.json);
    match act(cli, &mut out) {
        Ok(code) => code,
        Err(error) => {
            out.error(&error);
            ExitCode::FAILURE
        }
    }
}

fn act(cli: Cli, out: &mut Out) -> Outcome {
    let config = Config::load(&cli.settings, out)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve => serve::run(&config, out).await,
            Command::Demo(demo) => demo.run(&config, out).await,
            Command::Migrate => migrate::run(&config, out).await,
            Command::Form(command) => command.run(&config, out).await,
            Command::Taxonomy(command) => command.run(&config, out).await,
            Command::Area(command) => command.run(&config, out).await,
            Command::Community(command) => command.run(&config, out).await,
            Command::Round(command) => command.run(&config, out).await,
            Command::Device(command) => command.run(&config, out).await,
            Command::User(command) => command.run(&config, out).await,
            Command::Needs(command) => command.run(&config, out).await,
            Command::Dataset(command) => command.run(&config, out).await,
            Command::Edition(command) => command.run(&config, out).await,
            Command::Token(command) => command.run(&config, out).await,
            Command::Simulate(simulate) => simulate.run(&config, out).await,
            Command::Retention(command) => command.run(&config, out).await,
            Command::Withdraw(withdraw) => withdraw.run(&config, out).await,
            Command::Audit(audit) => audit.run(&config, out).await,
            Command::Backup(backup) => backup.run(&config, out),
            Command::Restore(restore) => restore.run(&config, out).await,
            Command::Keys(keys) => keys.run(&config, out),
            Command::Copy(copy) => copy.run(&config, out).await,
            Command::Doctor => doctor::run(&config, out).await,
        }
    })
}
