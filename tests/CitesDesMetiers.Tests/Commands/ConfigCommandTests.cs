using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Commands;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infolettre-test-");

    [Trait("Database", "Sqlite")]
    [Fact]
    public async Task Each_setting_is_printed_with_its_source_and_no_secret_is()
    {
        var (code, output, _) = await CommandInProcess.RunAsync(
            folder.FullName, "config", "--Mail:Smtp:Password=secret-1", "--Accounts:Oidc:ClientSecret=secret-2",
            "--Seq:Url=https://a:secret-3@seq.example", "--ConnectionStrings:Other=Server=base.example;Password=secret-4",
            "--ConnectionStrings:Odd=secret-5 without a key");

        Assert.Equal(0, code);
        Assert.DoesNotContain("secret-", output, StringComparison.Ordinal);
        Assert.Contains("Mail:Smtp:Password = ••••   (command line)", output, StringComparison.Ordinal);
        Assert.Contains("Seq:Url = https://••••@seq.example", output, StringComparison.Ordinal);
        Assert.Contains("base.example", output, StringComparison.Ordinal);
        Assert.Contains("Database:Provider = Sqlite   (appsettings.json)", output, StringComparison.Ordinal);
        Assert.DoesNotContain("PATH =", output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
