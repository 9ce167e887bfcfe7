using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Sending.Signing;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Platform.Keys;

/// <summary>A root outside the database wraps the keys in it. Commands are starts of their own over the same database.</summary>
public sealed class KeysAtRestTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infolettre-keys-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string KeyFile => Path.Combine(folder, "cles", "infolettre.key");
    private string Certificate => Path.Combine(folder, "infolettre.pfx");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Trait("Database", "Sqlite")]
    [Fact]
    public async Task A_database_with_keys_in_clear_is_wrapped_at_the_next_start_and_no_key_is_left_in_its_files()
    {
        await using var site = new SiteFactory();
        var clear = await MakeKeysAsync(site);
        Assert.Equal(3, clear.Count);
        Assert.All(clear, key => Assert.True(IsInFiles(site, key), "The keys lie in clear without a root."));

        var wrapped = await ListAsync(site, $"--Keys:File={KeyFile}");

        Assert.Equal((0, 3), (wrapped.Code, wrapped.Output.Split("wrapped with file-").Length - 1));
        Assert.All(clear, key => Assert.False(IsInFiles(site, key)));
        Assert.DoesNotContain("in clear", wrapped.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await ListAsync(site, $"--Keys:File={KeyFile}")).Code);
    }

    [Trait("Database", "Sqlite")]
    [Fact]
    public async Task A_site_with_a_key_file_never_writes_a_key_in_clear_and_opens_its_own()
    {
        await using var site = new SiteFactory { Settings = { ["Keys:File"] = KeyFile } };
        var signing = site.Services.GetRequiredService<SigningKeys>();
        var dkim = signing.Create("lettre.example", "un", DkimAlgorithm.Ed25519Sha256);
        var proof = await site.Services.GetRequiredService<ProofKey>().SignAsync("texte", "adresse", Cancel);
        var stored = await site.WithDatabaseAsync(db => db.Keys.AsNoTracking().ToListAsync(Cancel));
        var roots = site.Services.GetRequiredService<KeyRoots>();

        Assert.True(signing.CanOpen(dkim));
        Assert.True(await site.Services.GetRequiredService<ProofKey>().VerifyAsync(proof, Cancel));
        Assert.All(stored, key => Assert.False(IsInFiles(site, roots.Open(key))));
        foreach (var xml in await site.WithDatabaseAsync(db => db.DataProtectionKeys.Select(k => k.Xml!).ToListAsync(Cancel)))
        {
            Assert.DoesNotContain("<value>", xml, StringComparison.Ordinal);
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        }
    }

    [Fact]
    public async Task Without_the_file_or_with_another_one_the_start_is_refused_and_nothing_changes()
    {
        await using var site = new SiteFactory();
        await MakeKeysAsync(site);
        await ListAsync(site, $"--Keys:File={KeyFile}");
        var before = await KeysAsync(site);
        var kept = await File.ReadAllTextAsync(KeyFile, Cancel);

        await RefusedAsync("Neither Keys:File nor Keys:Certificate is set, which cannot open them.");
        await RefusedAsync($"The key file {KeyFile}-2 is missing", $"--Keys:File={KeyFile}-2");
        Assert.False(File.Exists(KeyFile + "-2"), "No new key is made in place of one that is lost.");
        await File.WriteAllTextAsync(KeyFile, Convert.ToBase64String(new byte[32]), Cancel);
        await RefusedAsync("The keys in the database are wrapped with file-", $"--Keys:File={KeyFile}");
        await File.WriteAllTextAsync(KeyFile, "pas une clé", Cancel);
        await RefusedAsync("was altered", $"--Keys:File={KeyFile}");
        await File.WriteAllTextAsync(KeyFile, kept, Cancel);
        Assert.Equal(0, (await ListAsync(site, $"--Keys:File={KeyFile}")).Code);

        async Task RefusedAsync(string message, params string[] settings)
        {
            var (code, _, errors) = await ListAsync(site, settings);
            Assert.Equal(2, code);
            Assert.Contains(message, errors, StringComparison.Ordinal);
            Assert.Equal(before, await KeysAsync(site));
        }
    }

    [Fact]
    public async Task A_certificate_wraps_as_well_and_takes_the_place_of_a_file()
    {
        await using var site = new SiteFactory();
        await MakeKeysAsync(site);
        var opened = await site.WithDatabaseAsync(db => db.Keys.OrderBy(k => k.Id).Select(k => k.Value).ToListAsync(Cancel));
        MakeCertificate();
        await ListAsync(site, $"--Keys:File={KeyFile}");
        string[] certificate = [$"--Keys:Certificate={Certificate}", "--Keys:Password=secret"];

        var refused = await ListAsync(site, certificate);
        Assert.Equal(2, refused.Code);
        Assert.Contains("as Keys:Former", refused.Errors, StringComparison.Ordinal);
        var moved = await ListAsync(site, [.. certificate, $"--Keys:Former:File={KeyFile}"]);
        Assert.Equal((0, 3), (moved.Code, moved.Output.Split("wrapped with certificate-").Length - 1));
        Assert.Equal(0, (await ListAsync(site, certificate)).Code);
        var wrong = await ListAsync(site, $"--Keys:Certificate={Certificate}", "--Keys:Password=autre");
        Assert.Equal(2, wrong.Code);
        Assert.Contains("Check the path, the account that may read it, and Keys:Password.", wrong.Errors, StringComparison.Ordinal);

        var back = await ListAsync(site, [$"--Keys:File={KeyFile}", $"--Keys:Former:Certificate={Certificate}", "--Keys:Former:Password=secret"]);
        Assert.Equal(0, back.Code);
        await using var reader = new SiteFactory { Settings = { ["Keys:File"] = KeyFile } };
        var roots = reader.Services.GetRequiredService<KeyRoots>();
        var stored = await site.WithDatabaseAsync(db => db.Keys.AsNoTracking().OrderBy(k => k.Id).ToListAsync(Cancel));
        Assert.Equal(opened.Select(Convert.ToHexString), stored.Where(k => k.Name != "root").Select(k => Convert.ToHexString(roots.Open(k))));
    }

    [Theory]
    [InlineData("Keys:File=/a|Keys:Certificate=/b", "exclude one another: set one of them.")]
    [InlineData("Keys:Password=x", "Keys:Password is set without Keys:Certificate")]
    [InlineData("Keys:Former:File=/a", "Keys:Former is set without Keys:File")]
    [InlineData("Keys:Certificate=/nulle/part.pfx", "The certificate /nulle/part.pfx cannot be opened")]
    [InlineData("Keys:Thumbprint=00", "No certificate with the thumbprint 00")]
    public async Task A_setting_that_cannot_work_is_refused(string settings, string message)
    {
        await using var site = new SiteFactory();
        await MakeKeysAsync(site);

        var (code, _, errors) = await ListAsync(site, [.. settings.Split('|').Select(s => "--" + s)]);

        Assert.Equal(2, code);
        Assert.Contains(message, errors, StringComparison.Ordinal);
    }

    [Trait("Database", "Sqlite")]
    [Fact]
    public async Task A_key_file_beside_the_database_is_refused()
    {
        await using var site = new SiteFactory();
        await MakeKeysAsync(site);

        var (code, _, errors) = await ListAsync(site, $"--Keys:File={Path.Combine(site.Folder, "infolettre.key")}");

        Assert.Equal(2, code);
        Assert.Contains("in the folder of the database", errors, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Output, string Errors)> ListAsync(SiteFactory site, params string[] settings) =>
        CommandInProcess.RunAsync(site.Folder, ["keys", "list", .. settings]);

    /// <summary>Has a site make a key of each kind; gives those that lie in its database in clear.</summary>
    private static async Task<List<byte[]>> MakeKeysAsync(SiteFactory site)
    {
        site.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("texte");
        await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(Cancel);
        await site.Services.GetRequiredService<ProofKey>().PublicPemAsync(Cancel);
        return await site.WithDatabaseAsync(async db =>
        {
            var secrets = (await db.DataProtectionKeys.Select(k => k.Xml!).ToListAsync(Cancel))
                .SelectMany(xml => XElement.Parse(xml).Descendants("value")).Select(value => Encoding.UTF8.GetBytes(value.Value));
            return (List<byte[]>)[.. await db.Keys.Select(k => k.Value).ToListAsync(Cancel), .. secrets];
        });
    }

    private static async Task<List<string>> KeysAsync(SiteFactory site) =>
        await site.WithDatabaseAsync(async db => (List<string>)
        [
            .. (await db.Keys.OrderBy(k => k.Id).ToListAsync(Cancel)).Select(k => $"{k.Name} {k.Root} {Convert.ToHexString(k.Value)}"),
            .. await db.DataProtectionKeys.OrderBy(k => k.Id).Select(k => k.Xml!).ToListAsync(Cancel),
        ]);

    /// <summary>
    /// An open connection keeps the write-ahead log where it is: the last one that closes deletes it. What leaves the log meanwhile is in
    /// the database, which is read after it.
    /// </summary>
    private static bool IsInFiles(SiteFactory site, byte[] key)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(site.Folder, "site.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master";
        command.ExecuteScalar();
        return Directory.GetFiles(site.Folder, "site.db*").OrderDescending(StringComparer.Ordinal).Any(file =>
        {
            using var open = File.Open(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var memory = new MemoryStream();
            open.CopyTo(memory);
            return memory.ToArray().AsSpan().IndexOf(key) >= 0;
        });
    }

    private void MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=InfoLettre", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        File.WriteAllBytes(Certificate, certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, "secret"));
    }
}
