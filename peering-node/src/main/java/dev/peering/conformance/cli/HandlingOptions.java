package dev.peering.conformance.cli;

import dev.peering.conformance.RunException;
import dev.peering.conformance.control.AdapterControl;
import dev.peering.conformance.control.Control;
import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.control.HookControl;
import dev.peering.conformance.control.WebApiControl;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** One way of changing the target's list, or none. */
final class HandlingOptions {

    @Option(names = "--web-api", paramLabel = "URL", description = "Add keys through GoShimmer's web API there.")
    private Optional<String> webApi = Optional.empty();

    @ArgGroup(exclusive = false)
    private Hooks hooks = new Hooks();

    @Option(
            names = "--adapter",
            paramLabel = "CMD",
            description =
                    "Handle the target through this program, which opens the cases of list and life cycle. It is split at blanks; no shell is used.")
    private Optional<String> adapter = Optional.empty();

    /** Commands that change the list, one peer at a time. */
    static final class Hooks {
        @Option(
                names = "--add-hook",
                paramLabel = "CMD",
                description = "Add keys by this command, run once for each; {key} and {addr} are filled in.")
        private Optional<String> add = Optional.empty();

        @Option(
                names = "--remove-hook",
                paramLabel = "CMD",
                description = "Take them off by this one, run once for each {key}; cases that add others want it, too.")
        private Optional<String> remove = Optional.empty();
    }

    boolean byHand() {
        return webApi.isEmpty() && hooks.add.isEmpty() && adapter.isEmpty();
    }

    /** Starts the adapter, if that is the way. */
    Control control(HandlingDetails details) throws RunException {
        Duration limit = details.adapterLimit();
        if (details.token().isPresent() && webApi.isEmpty()) {
            throw new RunException(RunException.USAGE, "--web-api-token needs --web-api beside it");
        }
        if (webApi.isPresent()) {
            return webApi(webApi.get(), details.token());
        }
        if (hooks.add.isPresent()) {
            String add = Bounds.command("--add-hook", hooks.add.get(), "{key}");
            if (hooks.remove.isPresent()) {
                Bounds.command("--remove-hook", hooks.remove.get(), "{key}");
            }
            return new HookControl(add, hooks.remove);
        }
        if (hooks.remove.isPresent()) {
            throw new RunException(RunException.USAGE, "--remove-hook needs --add-hook beside it");
        }
        if (adapter.isPresent()) {
            return adapter(Bounds.command("--adapter", adapter.get()), limit);
        }
        return Control.BY_HAND;
    }

    private static Control webApi(String url, Optional<String> token) throws RunException {
        try {
            return new WebApiControl(url, token);
        } catch (IllegalArgumentException e) {
            throw new RunException(RunException.USAGE, "--web-api " + e.getMessage());
        }
    }

    private static Control adapter(String command, Duration limit) throws RunException {
        try {
            return new AdapterControl(Arrays.asList(command.trim().split("\\s+", -1)), limit);
        } catch (ControlException e) {
            throw new RunException(RunException.TESTER_FAULT, String.valueOf(e.getMessage()));
        }
    }
}
