# What zsh would show for the line $1, one word a line. Its own part, which needs a terminal, is left out.
compdef() { }
_describe() {
    local name=${@[-1]} word
    for word in "${(@P)name}"; do
        # A colon that is not escaped begins the description.
        word=${${word//\\:/$'\1'}%%:*}
        print -r -- ${word//$'\1'/:}
    done
}
source <(pcluster-iam completions zsh)
words=("${(@s: :)1}")
CURRENT=${#words}
_clap_dynamic_completer_pcluster_iam
