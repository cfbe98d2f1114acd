# What bash would show for the line $1, one word a line.
source <(pcluster-iam completions bash)
COMP_LINE=$1
COMP_POINT=${#1}
# Bash divides words at `:` and `=` too, and replaces what is behind the last of them.
read -r -a COMP_WORDS <<< "$(sed -E 's/[:=]+/ & /g' <<< "$1")"
[[ $1 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
COMP_TYPE=9
_pcluster_iam pcluster-iam
last=${1##* }
for reply in "${COMPREPLY[@]}"; do
    printf '%s%s\n' "${last%"${last##*[:=]}"}" "$reply"
done
