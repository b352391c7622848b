"""What bash needs beside click's own completion: it parts words at colons, which filters are full of."""

from __future__ import annotations

from click.shell_completion import BashComplete

SOURCE = r"""
%(complete_func)s() {
    local IFS=$'\n' line=${COMP_LINE:0:COMP_POINT} response type value word
    local -a words
    IFS=$' \t' read -ra words <<< "$line"
    [[ $line == *[[:space:]] ]] && words+=("")
    word=${words[-1]}
    response=$(env COMP_WORDS="$line" COMP_CWORD=$((${#words[@]} - 1)) %(complete_var)s=bash_complete "$1")
    # bash replaces what stands behind the last colon only
    local stays=""
    [[ $COMP_WORDBREAKS == *:* && $word == *:* ]] && stays=${word%%"${word##*:}"}
    for completion in $response; do
        IFS=',' read -r type value <<< "$completion"
        if [[ $type == 'dir' ]]; then
            compopt -o dirnames
        elif [[ $type == 'file' ]]; then
            compopt -o default
        elif [[ $type == 'plain' ]]; then
            COMPREPLY+=("${value#"$stays"}")
            [[ $value == *: ]] && compopt -o nospace
        fi
    done
    return 0
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class BashWords(BashComplete):
    """Completion for bash, words parted at blanks alone."""

    source_template = SOURCE.lstrip()
