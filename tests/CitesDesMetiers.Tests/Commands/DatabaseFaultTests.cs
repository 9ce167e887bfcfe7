using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Commands;

/// <summary>A command that cannot use the database says so in one sentence.</summary>
public sealed class DatabaseFaultTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infolettre-test-");

    [Theory]
    [InlineData("migrate")]
    [InlineData("audit", "verify")]
    [InlineData("subscribers", "stats")]
    public async Task A_damaged_database_ends_a_command_with_a_sentence_instead_of_a_stack_trace(params string[] command)
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "site.db"), new string('x', 8_192), TestContext.Current.CancellationToken);

        var (code, _, errors) = await CommandInProcess.RunAsync(folder.FullName, command);

        Assert.Equal(1, code);
        Assert.Equal("The database failed: SQLite Error 26: 'file is not a database'.", errors.Trim());
    }

    [Theory]
    [InlineData("Sqlite", "nonsense", "ConnectionStrings:Newsletter is no connection string of Sqlite")]
    [InlineData("SqlServer", "Server=db.example;Colour=blue", "ConnectionStrings:Newsletter is no connection string of SqlServer")]
    [InlineData("Sqlite", "Data Source=/dev/null/site.db", "The database /dev/null/site.db cannot be made")]
    public async Task A_connection_string_that_leads_nowhere_is_said_to_be_a_wrong_setting(string provider, string connection, string reason)
    {
        var (code, _, errors) = await CommandInProcess.RunAsync(
            folder.FullName, "migrate", $"--Database:Provider={provider}", $"--ConnectionStrings:Newsletter={connection}");

        Assert.Equal(2, code);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_ends_a_command_with_a_sentence()
    {
        var (code, _, errors) = await CommandInProcess.RunAsync(
            folder.FullName, "migrate", "--Database:Provider=SqlServer",
            "--ConnectionStrings:Newsletter=Server=127.0.0.1,1;Database=x;User Id=x;Password=x;Connect Timeout=1;ConnectRetryCount=0");

        Assert.Equal(1, code);
        Assert.StartsWith("The database failed: ", errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
