package com.sanocrm.stack.fleet;

import com.sanocrm.mongodb.LocalMongoServer;
import com.sanocrm.stack.kafka.KafkaLogin;
import com.sanocrm.stack.kafka.KafkaNode;
import com.sanocrm.stack.kafka.KafkaSetup;
import com.sanocrm.stack.keycloak.KeycloakServer;
import com.sanocrm.stack.mail.MailSink;
import com.sanocrm.stack.place.Home;
import com.sanocrm.stack.place.Ports;
import com.sanocrm.stack.place.Service;
import com.sanocrm.stack.process.Launch;
import com.sanocrm.stack.process.Member;
import com.sanocrm.stack.process.Probe;
import com.sanocrm.stack.process.StartUpCache;
import com.sanocrm.stack.secret.Secrets;
import com.sanocrm.witness.Witness;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** All processes of the platform: five of infrastructure, and the services with their replicas. */
public final class Fleet {
    public static final String KAFKA = "kafka";
    public static final String MONGODB = "mongodb";
    public static final String KEYCLOAK = "keycloak";
    public static final String MAIL = "mail";
    public static final String WITNESS = "witness";

    private final Home home;
    private final Ports ports;
    private final Secrets secrets;
    private final Scale scale;
    private final LocalWitness witness;

    public Fleet(Home home, Ports ports, Secrets secrets, Scale scale) {
        this.home = home;
        this.ports = ports;
        this.secrets = secrets;
        this.scale = scale;
        this.witness = new LocalWitness(home, ports);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public List<Member> members() {
        List<Member> members =
                new ArrayList<>(List.of(kafka(), mongodb(), keycloak(), mail(), witness()));
        for (Service service : Service.values()) {
            for (int replica = 1; replica <= scale.of(service); replica++) {
                members.add(service(service, replica));
            }
        }
        return members;
    }

    private Member kafka() {
        Member.Steps steps =
                new Member.Steps() {
                    @Override
                    public Launch prepare() {
                        return ours(
                                KAFKA,
                                KafkaNode.class,
                                SmallJvm.withHeap("-Xmx256m"),
                                Map.of(
                                        KafkaNode.ADMIN_PASSWORD,
                                        secrets.kafka(Secrets.KAFKA_ADMIN),
                                        KafkaNode.CONTROLLER_PASSWORD,
                                        secrets.kafka(Secrets.KAFKA_CONTROLLER)),
                                home.data(KAFKA).toString(),
                                Integer.toString(ports.kafka()),
                                Integer.toString(ports.kafkaController()));
                    }

                    @Override
                    public void afterReady(long pid) throws Exception {
                        try (Admin admin = Admin.create(kafkaAdmin().properties())) {
                            new KafkaSetup(admin, 1).apply(secrets.kafkaPrincipals());
                        }
                    }
                };
        return member(
                KAFKA,
                List.of(ports.kafka(), ports.kafkaController()),
                steps,
                Probe.port(ports.kafka()));
    }

    /** The login of the only super user. */
    public KafkaLogin kafkaAdmin() {
        return new KafkaLogin(
                ports.kafkaBootstrap(), Secrets.KAFKA_ADMIN, secrets.kafka(Secrets.KAFKA_ADMIN));
    }

    private Member mongodb() {
        Member.Steps steps =
                () ->
                        ours(
                                MONGODB,
                                LocalMongoServer.class,
                                SmallJvm.ofStore(),
                                SmallJvm.STORE_ENVIRONMENT,
                                home.data(MONGODB).resolve("store").toString(),
                                Integer.toString(ports.mongodb()));
        return member(MONGODB, List.of(ports.mongodb()), steps, Probe.port(ports.mongodb()));
    }

    private Member mail() {
        Member.Steps steps =
                () ->
                        ours(
                                MAIL,
                                MailSink.class,
                                SmallJvm.withHeap("-Xmx96m"),
                                Map.of(),
                                "127.0.0.1",
                                Integer.toString(ports.smtp()),
                                Integer.toString(ports.imap()),
                                Integer.toString(ports.mailPage()));
        return member(
                MAIL,
                List.of(ports.smtp(), ports.imap(), ports.mailPage()),
                steps,
                Probe.http("http://127.0.0.1:%d/api/mails".formatted(ports.mailPage())));
    }

    private Member witness() {
        Member.Steps steps =
                () ->
                        ours(
                                WITNESS,
                                Witness.class,
                                SmallJvm.withHeap("-Xmx32m"),
                                Map.of(),
                                witness.arguments());
        return member(WITNESS, List.of(ports.witness()), steps, Probe.port(ports.witness()));
    }

    private Member keycloak() {
        KeycloakServer server = new KeycloakServer(home, ports, secrets);
        return member(
                KEYCLOAK,
                List.of(ports.keycloak()),
                server::prepare,
                Probe.http("http://127.0.0.1:%d/realms/sano".formatted(ports.keycloak())));
    }

    private static Member member(
            String name, List<Integer> ports, Member.Steps steps, Probe probe) {
        return new Member(name, Set.of(), ports, steps, probe, null);
    }

    private Member service(Service service, int replica) {
        String name = replica == 1 ? service.shortName() : service.shortName() + "-" + replica;
        ServiceJar jar = new ServiceJar(home, service);
        return new Member(
                name,
                service.hasStore() ? Set.of(KAFKA, MONGODB) : Set.of(KAFKA),
                List.of(ports.http(service, replica), ports.management(service, replica)),
                () -> launch(service, replica, jar),
                Probe.http(
                        "http://127.0.0.1:%d/actuator/health/readiness"
                                .formatted(ports.management(service, replica))),
                jar.isBuilt() ? null : "not built");
    }

    /** Of replicas, only the first records a start-up cache. */
    private Launch launch(Service service, int replica, ServiceJar jar)
            throws IOException, InterruptedException {
        Path unpacked = jar.unpacked();
        StartUpCache cache = jar.cache(unpacked);
        List<String> command = new ArrayList<>(List.of(java()));
        boolean recording = cache.isRecording() && replica == 1;
        if (recording || !cache.isRecording()) {
            command.addAll(cache.options());
        }
        command.addAll(SmallJvm.OPTIONS);
        command.addAll(List.of("-Xmx160m", "-jar", unpacked.toString()));
        return new Launch(
                command,
                environment(service, replica),
                unpacked.resolveSibling("").toAbsolutePath(),
                recording ? cache : null);
    }

    private Map<String, String> environment(Service service, int replica) throws IOException {
        var environment =
                new LinkedHashMap<>(
                        new ServiceSettings(home, ports, secrets, scale).of(service, replica));
        if (service == Service.AUDIT) {
            environment.put("SANO_AUDIT_WITNESSES", witness.address());
        }
        return environment;
    }

    /** Changes whenever a jar of ours changes: the JVM refuses a start-up cache of other jars. */
    private static String libraries() {
        long print = 17;
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            File file = new File(jar);
            print = print * 31 + file.lastModified();
            print = print * 31 + file.length();
        }
        return Long.toHexString(print);
    }

    private Launch ours(
            String name,
            Class<?> main,
            List<String> options,
            Map<String, String> environment,
            String... args) {
        StartUpCache cache =
                new StartUpCache(home.run().resolve(name + "-" + libraries() + ".aot"));
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(cache.options());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return new Launch(
                command, environment, home.directory(), cache.isRecording() ? cache : null);
    }
}
