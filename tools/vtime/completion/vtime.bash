# bash completion for vtime

_vtime() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
  local words=
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W 'run show check list new schema help --help --version' -- "$current")
    return
  fi
  case $previous in
    --color)
      mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$current")
      return
      ;;
    --filter | --jobs | -j | --shard | --seed | --repeat | --shuffle-ties)
      return
      ;;
    --junit | --json | --plugin)
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      return
      ;;
  esac
  case $command in
    run)
      words='--filter --jobs -j --shard --seed --plugin --repeat --shuffle-ties --report-ties --check-determinism
        --update --force --fail-fast --junit --json --verbose -v --quiet -q --color --help -h'
      ;;
    show) words='--realtime --filter --seed --plugin --color --help -h' ;;
    list) words='--filter --help -h' ;;
    check | new | schema) words='--help -h' ;;
    help) words='run show check list new schema help --help -h' ;;
  esac
  if [[ $current == -* || $command == help ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  elif [[ $command != schema ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -d -- "$current"; compgen -f -X '!*.yaml' -- "$current"; compgen -f -X '!*.yml' -- "$current")
  fi
}

complete -F _vtime vtime
