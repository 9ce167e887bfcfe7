using System.Diagnostics;
using System.Globalization;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Newsletter.Issues.Pdf;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Newsletter.Issues.Pdf;

/// <summary>A browser that hangs, dies, fills the disk or is missing. The test runs the worker's work itself.</summary>
public sealed class PdfFailureTests : IAsyncLifetime
{
    private readonly ClockedSite site = new(new DateTime(2026, 6, 1, 8, 0, 0, DateTimeKind.Utc));
    private readonly FakeChromium fake;

    public PdfFailureTests()
    {
        fake = new(site.Folder);
        site.Settings["Pdf:TimeLimit"] = "00:00:02";
        site.Settings["Pdf:MaxMegabytes"] = "10";
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The browsers that fail are scripts of sh.");
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_browser_that_hangs_is_stopped_with_its_children_while_the_mail_goes()
    {
        var child = Path.Combine(site.Folder, "child");
        site.Settings["Pdf:Chromium"] = fake.Write($"sleep 600 & echo $! > '{child}'; wait");
        await PublishAsync();

        var pdf = await MakeAsync();

        Assert.Equal((PdfState.Waiting, PdfFailure.TimedOut), (pdf.State, pdf.Failure));
        Assert.False(Directory.Exists(fake.RanIn));
        var process = int.Parse(await File.ReadAllTextAsync(child, Cancel), CultureInfo.InvariantCulture);
        await Eventually.TrueAsync(() => !Runs(process), "the child of the browser is gone");
        await Eventually.TrueAsync(
            () => site.WithDatabaseAsync(db => db.Deliveries.AllAsync(d => d.State == DeliveryState.Sent, Cancel)), "the mails are sent");
    }

    [Theory]
    [InlineData("echo out of memory >&2; exit 137", PdfFailure.Died)]
    [InlineData("exit 0", PdfFailure.Died)]
    [InlineData(": > \"$PDF\"", PdfFailure.Died)]
    [InlineData("echo 'This is no PDF.' > \"$PDF\"", PdfFailure.Unusable)]
    [InlineData("head -c 20000000 /dev/zero > \"$PDF\"", PdfFailure.TooLarge)]
    [InlineData("mkdir profile; while :; do head -c 1000000 /dev/zero >> profile/cache; done", PdfFailure.TooLarge)]
    [InlineData("while :; do head -c 1000000 /dev/zero; done", PdfFailure.TimedOut)]
    public async Task Each_failure_is_known_by_its_cause_and_leaves_no_folder(string body, PdfFailure failure)
    {
        site.Settings["Pdf:Chromium"] = fake.Write(body);
        await PublishAsync();

        var pdf = await MakeAsync();

        Assert.Equal((PdfState.Waiting, failure, 1), (pdf.State, pdf.Failure, pdf.Attempts));
        Assert.False(Directory.Exists(fake.RanIn));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.EditionPdfFiles.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_missing_browser_is_asked_for_three_times_and_again_after_an_erratum_only()
    {
        site.Settings["Pdf:Chromium"] = Path.Combine(site.Folder, "removed");
        await PublishAsync();

        for (var i = 1; i < EditionPdf.MaxAttempts; i++)
        {
            Assert.Equal((PdfState.Waiting, i), (await MakeAsync()) is var pdf ? (pdf.State, pdf.Attempts) : default);
            Assert.False(await RunAsync(), "It is not due yet.");
            site.Clock.Now += TimeSpan.FromMinutes(30);
        }

        Assert.Equal((PdfState.Failed, PdfFailure.Missing), (await MakeAsync()) is var last ? (last.State, last.Failure) : default);
        site.Clock.Now += TimeSpan.FromDays(1);
        Assert.False(await RunAsync());
        await site.WithDatabaseAsync(async db =>
        {
            (await db.Editions.SingleAsync(Cancel)).Correct("Une date était fausse.", site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Equal((PdfState.Waiting, 1, 1), (await MakeAsync()) is var again ? (again.State, again.Attempts, again.Errata) : default);
    }

    [Fact]
    public async Task A_lease_is_respected_until_it_ends()
    {
        site.Settings["Pdf:Chromium"] = fake.Write("exit 1");
        await PublishAsync();
        await site.WithDatabaseAsync(async db =>
        {
            var pdf = new EditionPdf(await db.Editions.Select(e => e.Id).SingleAsync(Cancel));
            pdf.Begin(0, site.Clock.Now, site.Clock.Now.AddMinutes(3));
            db.Add(pdf);
            await db.SaveChangesAsync(Cancel);
        });

        Assert.False(await RunAsync());
        site.Clock.Now += TimeSpan.FromMinutes(4);
        Assert.True(await RunAsync());
    }

    [Fact]
    public async Task The_browser_sees_no_setting_of_the_site()
    {
        var seen = Path.Combine(site.Folder, "environment");
        Environment.SetEnvironmentVariable("Password_of_another_program", "secret-du-relais");
        try
        {
            site.Settings["Pdf:Chromium"] = fake.Write($"env > '{seen}'; exit 1");
            await PublishAsync();
            await MakeAsync();
        }
        finally
        {
            Environment.SetEnvironmentVariable("Password_of_another_program", null);
        }

        Assert.Contains("HOME=" + fake.RanIn, await File.ReadAllTextAsync(seen, Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-du-relais", await File.ReadAllTextAsync(seen, Cancel), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private static bool Runs(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private async Task PublishAsync()
    {
        await site.AddSettingsAsync();
        await site.AddSubscribersAsync(3);
        var issue = await site.AddIssueAsync();
        await site.ApproveAsync(issue);
        await using var scope = site.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<Publisher>().PublishAsync(issue, null, Cancel);
        Assert.IsType<PublicationResult.Published>(result);
    }

    private async Task<bool> RunAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<EditionPdfs>().MakeNextAsync(Cancel);
    }

    private async Task<EditionPdf> MakeAsync()
    {
        Assert.True(await RunAsync());
        return await site.WithDatabaseAsync(db => db.EditionPdfs.AsNoTracking().SingleAsync(Cancel));
    }
}
