using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace Stampede.IntegrationTests;

/// <summary>The address's sslmode is honoured, against a server that has TLS for the time of the test.</summary>
[Collection(StoreCollection.Name)]
public sealed class StoreTlsTests(PostgresServer server)
{
    [Fact]
    public async Task A_server_with_a_certificate_is_trusted_as_far_as_sslmode_says()
    {
        var database = await server.CreateDatabase();
        var settings = new NpgsqlConnectionStringBuilder(database);
        using var folder = new TemporaryFolder();
        var trusted = await Serve(database, folder);
        try
        {
            var url = $"postgres://postgres:s3cret-w0rd@127.0.0.1:{settings.Port}/{settings.Database}?sslmode=";
            Assert.Equal(0, (await Status(url + "require")).ExitCode);
            Assert.Equal(0, (await Status($"{url}verify-full&sslrootcert={Uri.EscapeDataString(trusted)}")).ExitCode);
            Assert.Equal(0, (await Status(url + "disable")).ExitCode);

            // Nobody that this machine trusts has signed it.
            var refused = await Status(url + "verify-full");
            Assert.Equal(7, refused.ExitCode);
            Assert.Contains("no TLS connection", refused.Errors);
            Assert.Contains("sslmode in the address says what is asked of it, sslrootcert whom to trust.", refused.Errors);
            Assert.DoesNotContain("s3cret", refused.All);
        }
        finally
        {
            await PostgresServer.Execute(database, "ALTER SYSTEM RESET ssl");
            await PostgresServer.Execute(database, "SELECT pg_reload_conf()");
            await Until(database, "off");
        }
    }

    private static Task<Command> Status(string url) => StoreTool.Run(new Dictionary<string, string>(), "store", "status", "--store", url);

    // The server writes its files itself: they have to be its own user's.
    private static async Task<string> Serve(string database, TemporaryFolder folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("127.0.0.1");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var data = (string)(await PostgresServer.Execute(database, "SHOW data_directory"))!;
        await Write(certificate.ExportCertificatePem(), $"{data}/server.crt");
        await Write(key.ExportPkcs8PrivateKeyPem(), $"{data}/server.key");
        await PostgresServer.Execute(database, "ALTER SYSTEM SET ssl = on");
        await PostgresServer.Execute(database, "SELECT pg_reload_conf()");
        await Until(database, "on");
        return folder.Write("root.crt", certificate.ExportCertificatePem());

        Task Write(string pem, string path) => PostgresServer.Execute(
            database, $"COPY (SELECT unnest(string_to_array('{pem}', E'\\n'))) TO PROGRAM 'umask 077; cat > {path}'");
    }

    private static async Task Until(string database, string ssl)
    {
        using var period = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((string)(await PostgresServer.Execute(database, "SHOW ssl"))! != ssl)
        {
            await period.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
