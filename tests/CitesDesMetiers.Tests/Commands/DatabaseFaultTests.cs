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

    public void Dispose() => folder.Delete(recursive: true);
}
