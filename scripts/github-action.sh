#!/usr/bin/env bash
# What action.yml runs: its inputs, which are variables here, as the options of one run of ironlint.
set -u
options=()

# value OPTION VALUE: nothing for an empty value.
value() { [ -z "$2" ] || options+=("$1" "$2"); }
# each OPTION SEPARATOR VALUES: the option once for every value; without an option the values alone.
each() {
  local part
  while IFS= read -r part; do
    part="${part#"${part%%[![:space:]]*}"}"
    part="${part%"${part##*[![:space:]]}"}"
    [ -z "$part" ] || options+=(${1:+"$1"} "$part")
  done <<< "${3//"$2"/$'\n'}"
}

value --config "$INPUT_CONFIG"
value --fail-on "$INPUT_FAIL_ON"
value --failure-threshold "$INPUT_FAILURE_THRESHOLD"
value --shellcheck "$INPUT_SHELLCHECK"
each --policy $'\n' "$INPUT_POLICIES"
each --ignore , "$INPUT_IGNORE"
each --error , "$INPUT_OVERRIDE_ERROR"
each --warning , "$INPUT_OVERRIDE_WARNING"
each --info , "$INPUT_OVERRIDE_INFO"
each --style , "$INPUT_OVERRIDE_STYLE"
each --trusted-registry , "$INPUT_TRUSTED_REGISTRIES"
[ "$INPUT_NO_FAIL" != true ] || options+=(--no-fail)
[ "$INPUT_VERBOSE" != true ] || options+=(--verbose)
each '' $'\n' "$INPUT_ARGS"

# One run writes every report: `json` is what the outputs are counted from, the last one goes to the log.
json="${RUNNER_TEMP:-/tmp}/ironlint-$$.json"
options+=(--format json --output "$json")
[ -z "$INPUT_SARIF_FILE" ] || options+=(--format sarif --output "$INPUT_SARIF_FILE")
if [ -n "$INPUT_OUTPUT_FILE" ]; then
  # hadolint's JSON has another shape than ironlint's.
  [ "$INPUT_FORMAT" != json ] || INPUT_FORMAT=json-hadolint
  options+=(--format "${INPUT_FORMAT:-tty}" --output "$INPUT_OUTPUT_FILE")
fi
if [ "$INPUT_ANNOTATIONS" = false ]; then options+=(--format markdown --output "${GITHUB_STEP_SUMMARY:-/dev/null}" --format text); else options+=(--format github); fi
options+=(--)
each '' $'\n' "$INPUT_FILES"
each '' $'\n' "$INPUT_DOCKERFILE"

status=0
node "$ACTION_PATH/bin/ironlint.cjs" "${options[@]}" || status=$?

count='
  const { files, policies } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
  const required = policies.flatMap(({ criteria }) => criteria.filter((criterion) => criterion.required));
  const met = required.filter(({ outcome }) => outcome === "met").length;
  console.log(`findings-count=${files.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0)}`);
  console.log(`criteria-met=${met}/${required.length}`);'
{
  # Other steps run in other folders.
  case "$INPUT_SARIF_FILE" in '' | /*) echo "sarif-file=$INPUT_SARIF_FILE" ;; *) echo "sarif-file=$PWD/$INPUT_SARIF_FILE" ;; esac
  if [ "$status" = 0 ]; then echo 'accepted=true'; else echo 'accepted=false'; fi
  [ ! -f "$json" ] || node -e "$count" "$json"
} >> "$GITHUB_OUTPUT"
rm -f "$json"
exit "$status"
