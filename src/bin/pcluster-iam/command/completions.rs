//! `pcluster-iam completions`: the script with which a shell completes commands, options and values.

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::complete;
use crate::ui::failure::Failure;
use crate::ui::output::print;

#[derive(Args, Debug)]
#[command(
    about = "Print a shell's script for completions",
    long_about = "Print the script with which a shell completes commands, options, ids, values, releases and codes. \
                  The script asks the installed program, which has to be on the PATH; install it again after an update.",
    after_help = "Examples:\n\
                  \x20 pcluster-iam completions bash > ~/.local/share/bash-completion/completions/pcluster-iam\n\
                  \x20 pcluster-iam completions zsh > ~/.zfunc/_pcluster-iam\n\
                  \x20 pcluster-iam completions fish > ~/.config/fish/completions/pcluster-iam.fish\n\
                  \x20 pcluster-iam completions powershell >> $PROFILE"
)]
pub(crate) struct CompletionsArgs {
    #[arg(value_name = "SHELL", value_parser = PossibleValuesParser::new(complete::shells()), help = "The shell")]
    shell: String,
}

pub(crate) fn run(args: &CompletionsArgs) -> Result<(), Failure> {
    print(complete::script(&args.shell)?)
}
