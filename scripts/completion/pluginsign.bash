# Completion of `pluginsign` for bash: source this file, or copy it to /usr/share/bash-completion/completions/pluginsign
_pluginsign() {
  local word=${COMP_WORDS[COMP_CWORD]} suggestions
  # The command itself knows its options; what it does not know is a file.
  suggestions=$(pluginsign "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
  mapfile -t COMPREPLY < <(compgen -W "${suggestions}" -- "${word}")
  if [[ ${word} != -* ]]; then
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "${word}")
  fi
}
complete -o filenames -F _pluginsign pluginsign
