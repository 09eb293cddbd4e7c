#include "command_table.hpp"

#include <limits>

namespace vtime::tool {
namespace {

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

const OptionSpec help_option{"help", 'h', "", "show this help"};
const OptionSpec color_option{"color", 0, "WHEN", "auto (the default), always or never"};
const OptionSpec filter_option{
    "filter", 0, "GLOB", "only scenarios whose `path: title`, title or path GLOB matches; may be repeated", "", true};
const OptionSpec seed_option{"seed", 0, "N", "seed of all random choices, in place of the scenario's own"};

const OptionSpec plugin_option{
    "plugin", 0,   "LIBRARY", "bind the `host` functions of scenarios to the C++ of a shared library; may be repeated",
    "",       true};

CommandSpec run_command() {
  return {"run",
          "[PATH...]",
          "run scenarios and compare what they print with what is expected",
          "PATH is a scenario file, a folder that is searched for *.yaml and *.yml, or - for standard input.\n"
          "Without PATH the folder scenarios is run.\n",
          {{"vtime run", "all scenarios of the folder scenarios"},
           {"vtime run checkout.yaml", "one file"},
           {"vtime run --filter '*retry*' --verbose", "some, with their transcripts"},
           {"vtime run --update new.yaml", "write what was seen into the file"},
           {"vtime run --plugin client.so client.yaml", "one that drives the C++ of a library"},
           {"vtime run --repeat 1000 --shuffle-ties 1", "look for an order that breaks"}},
          {filter_option,
           {"jobs", 'j', "N", "run N scenarios at a time; 0, the default: as many as there are cores"},
           {"shard", 0, "I/N", "run the I-th of N parts, counted from 1"},
           seed_option,
           plugin_option,
           {"repeat", 0, "N", "run each N times, with the seed and the seeds that follow it"},
           {"shuffle-ties", 0, "SEED", "draw the order of callbacks that are due at the same instant"},
           {"report-ties", 0, "", "list the instants at which several callbacks could have run first"},
           {"check-determinism", 0, "", "run each twice and show the first event that differs"},
           {"update", 0, "", "write the transcripts that were seen into the files; not where CI is set"},
           {"force", 0, "", "let --update write even where CI is set"},
           {"fail-fast", 0, "", "stop at the first scenario that does not pass"},
           {"junit", 0, "FILE", "write a report in JUnit's XML"},
           {"json", 0, "FILE", "write a report in JSON"},
           {"verbose", 'v', "", "show transcripts, too"},
           {"quiet", 'q', "", "show nothing of what passed"},
           color_option,
           help_option},
          0,
          any_number};
}

CommandSpec show_command() {
  return {"show",
          "FILE",
          "print what a scenario prints, with virtual times",
          "FILE may be - for standard input. Lines are numbered from 1.\n",
          {{"vtime show checkout.yaml", "at once"},
           {"vtime show --realtime checkout.yaml", "as fast as it would really go"},
           {"vtime show --realtime=60 checkout.yaml", "a minute in a second"}},
          {{"realtime", 0, "SPEED", "wait between the lines, SPEED times as fast as real time; 1 by default", "1"},
           filter_option,
           seed_option,
           plugin_option,
           color_option,
           help_option},
          1,
          1};
}

CommandSpec check_command() {
  return {"check",
          "[PATH...]",
          "read and validate scenarios without running them",
          "PATH is as for run.\n",
          {{"vtime check", "all scenarios of the folder scenarios"}, {"vtime check new.yaml", "one file"}},
          {help_option},
          0,
          any_number};
}

CommandSpec list_command() {
  return {"list",
          "[PATH...]",
          "name the scenarios",
          "PATH is as for run.\n",
          {{"vtime list", "all scenarios of the folder scenarios, one `path: title` a line"},
           {"vtime list --filter '*retry*'", "those that run would take with the same filter"}},
          {filter_option, help_option},
          0,
          any_number};
}

CommandSpec new_command() {
  return {"new",
          "FILE",
          "write a small commented scenario to start from",
          "A file that exists is left alone.\n",
          {{"vtime new scenarios/first.yaml", ""}},
          {help_option},
          1,
          1};
}

CommandSpec schema_command() {
  return {"schema",
          "",
          "print the JSON Schema of scenario files, for editors",
          "",
          {{"vtime schema > vtime.schema.json", ""}},
          {help_option},
          0,
          0};
}

CommandSpec help_command() {
  return {"help", "[COMMAND]", "explain a command", "", {{"vtime help run", ""}}, {help_option}, 0, 1};
}

}  // namespace

std::span<const CommandSpec> command_table() {
  static const std::vector<CommandSpec> table{run_command(), show_command(),   check_command(), list_command(),
                                              new_command(), schema_command(), help_command()};
  return table;
}

const CommandSpec* find_command(std::string_view name) {
  for (const CommandSpec& command : command_table()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

}  // namespace vtime::tool
