package com.sanocrm.stack.fleet;

import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.place.Service;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many replicas of each service run: one, unless {@code --scale messaging=2} says otherwise.
 */
public record Scale(Map<Service, Integer> replicas) {
    private static final int MOST = 9;

    public static Scale of(List<String> options) {
        Map<Service, Integer> replicas = new EnumMap<>(Service.class);
        for (String option : options) {
            String[] parts = option.split("=", 2);
            Service service =
                    Arrays.stream(Service.values())
                            .filter(each -> each.shortName().equals(parts[0]))
                            .findFirst()
                            .orElseThrow(() -> wrong(option));
            if (parts.length < 2 || !parts[1].matches("[1-" + MOST + "]")) {
                throw wrong(option);
            }
            if (service == Service.GATEWAY) {
                throw new Complaint(
                        "The local gateway is one: it has the one public port.",
                        "Scale the services behind it.");
            }
            replicas.put(service, Integer.valueOf(parts[1]));
        }
        return new Scale(replicas);
    }

    private static Complaint wrong(String option) {
        return new Complaint(
                "--scale " + option + " is not understood.",
                "Write --scale <service>=<1 to %d>, the service one of %s."
                        .formatted(
                                MOST,
                                Arrays.stream(Service.values())
                                        .map(Service::shortName)
                                        .collect(Collectors.joining(", "))));
    }

    public int of(Service service) {
        return replicas.getOrDefault(service, 1);
    }
}
