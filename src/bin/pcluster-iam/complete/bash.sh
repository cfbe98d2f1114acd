# Completions of pcluster-iam for bash, which asks the program what can follow.
_pcluster_iam() {
    # Bash divides words at `:` and `=` too, as in `ec2:RunInstances`. What no blank divides is one word.
    local line=${COMP_LINE:0:COMP_POINT} words=() i blank word
    line=${COMP_WORDS[0]}${line#*"${COMP_WORDS[0]}"}
    for ((i = 0; i <= COMP_CWORD; i++)); do
        blank=${line%%[![:space:]]*}
        line=${line#"$blank"}
        word=${COMP_WORDS[i]}
        if ((i == COMP_CWORD)); then
            word=$line
        fi
        if [[ $i -eq 0 || -n $blank ]]; then
            words+=("$word")
        else
            words[${#words[@]} - 1]+=$word
        fi
        line=${line#"$word"}
    done
    local last=$((${#words[@]} - 1))
    IFS=$'\013' read -r -d '' -a COMPREPLY < <(
        _CLAP_IFS=$'\013' _CLAP_COMPLETE_INDEX=$last PCLUSTER_IAM_COMPLETE=bash pcluster-iam -- "${words[@]}"
    )
    # Bash keeps what is before the last of these characters.
    word=${words[last]}
    if [[ $word == *[:=]* && $COMP_WORDBREAKS == *[:=]* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${word%"${word##*[:=]}"}"}")
    fi
    if [[ ${#COMPREPLY[@]} -ne 1 || ! ${COMPREPLY[0]} =~ [=/:]$ ]]; then
        compopt +o nospace 2>/dev/null
    fi
}
complete -o nospace -o bashdefault -o nosort -F _pcluster_iam pcluster-iam 2>/dev/null ||
    complete -o nospace -o bashdefault -F _pcluster_iam pcluster-iam
