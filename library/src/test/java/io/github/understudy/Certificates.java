package io.github.understudy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of the test's own, made with the JDK's keytool, and what it has signed for servers. */
final class Certificates {
    static final String PASSWORD = "changeit";

    private final Path directory;

    Certificates(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        keytool("-genkeypair", "-alias", "ca", "-keystore", "ca.p12", "-dname", "CN=Test CA", "-ext", "bc=ca:true");
        keytool("-exportcert", "-rfc", "-alias", "ca", "-keystore", "ca.p12", "-file", "ca.pem");
        keytool("-importcert", "-noprompt", "-alias", "ca", "-keystore", "trust.p12", "-file", "ca.pem");
    }

    /** What a client trusts, as a key store. */
    Path trustStore() {
        return directory.resolve("trust.p12");
    }

    /** What a client trusts, as text. */
    Path authority() {
        return directory.resolve("ca.pem");
    }

    /** The options of a server that has a certificate for this name alone. */
    List<String> serverCalled(String name) throws IOException, InterruptedException, GeneralSecurityException {
        String store = name + ".p12";
        keytool("-genkeypair", "-alias", "server", "-keystore", store, "-dname", "CN=server");
        keytool("-certreq", "-alias", "server", "-keystore", store, "-file", name + ".csr");
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-keystore",
                "ca.p12",
                "-infile",
                name + ".csr",
                "-outfile",
                name + ".pem",
                "-ext",
                "san=dns:" + name);
        Path key = directory.resolve(name + ".key");
        Files.writeString(key, privateKey(directory.resolve(store)));
        return List.of("--ssl-ca=" + authority(), "--ssl-cert=" + directory.resolve(name + ".pem"), "--ssl-key=" + key);
    }

    private static String privateKey(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store)) {
            keys.load(content, PASSWORD.toCharArray());
        }
        byte[] key = keys.getKey("server", PASSWORD.toCharArray()).getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048"));
        }
        Path log = directory.resolve("keytool.log");
        int exit = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException(command + ": " + Files.readString(log));
        }
    }
}
